#pragma once
// Asking many questions, and telling what went wrong so that it can be asked again.

#include <cstdint>
#include <string>

#include "differential/questions.hpp"

namespace tenon::oracle {

/// How many questions in all, and from which seed: TENON_ORACLE_COUNT, TENON_ORACLE_SEED.
std::size_t oracle_count();
std::uint64_t oracle_seed();

/// Asks `percent` of the count of one sort; each mismatch is made smaller, then reported to doctest.
void examine(Sort sort, std::size_t percent);

/// Asks what `every_pair` makes.
void examine_every_pair();

/// Of all that was asked so far: what can be evaluated and was not, a line each, and how many answers in a hundred were
/// neither empty nor everything.
std::string not_covered();
std::size_t telling_percent();

}  // namespace tenon::oracle
