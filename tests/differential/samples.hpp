#pragma once
// Values by dice: for rows, and for what rows are compared with.

#include "differential/dice.hpp"
#include <tenon/schema.hpp>
#include <tenon/value.hpp>

namespace tenon::oracle {

/// A value as a row of this field may hold it. `large`: numbers to the limits of their type, now and then.
Value sample(const schema::Type& type, Dice& dice, bool large);
/// The same, never empty.
Value full_sample(const schema::Type& type, Dice& dice, bool large);
/// Fields of these names hold numbers to the limits; arithmetic on them may overflow.
bool is_large(const schema::Field& field);

Value sample_text(Dice& dice);
/// What a pattern might look for in texts like those.
Value sample_like(Dice& dice);
Value sample_regex(Dice& dice);

}  // namespace tenon::oracle
