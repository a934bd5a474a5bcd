#pragma once
// What stands inside maps and variants: as places that a generator can name.

#include <vector>

#include "differential/catalog.hpp"
#include "differential/dice.hpp"
#include "differential/question.hpp"

namespace tenon::oracle {

/// A key that maps have, now and then.
std::string sample_key(Dice& dice);

/// Adds what this map or variant may hold, and the members of that.
void add_inside(std::vector<Place>& places, const Place& whole);

/// The field, path, element or inside of one that a place is; alternatives and their members by their names, as run-time
/// models call them, or by their numbers.
Term term_of(const Place& place, std::size_t scope, bool by_names);
/// What a variant holds as one of its alternatives.
Term alternative_of(Term variant, const schema::Type& type, std::uint16_t which, bool by_name);

}  // namespace tenon::oracle
