#pragma once
// A statement written out whole, so that two of them can be compared, and told apart by people.

#include <span>
#include <string>

#include "ir/statement.hpp"

namespace tenon::oracle {

/// Every operation with its type, each value in its place instead of its number: two statements that mean the same by
/// construction have the same text, in whatever order their values were given. `between` is written as the two
/// comparisons that it stands for. All numbers given are of one type here: C++ knows what was given, a run-time value
/// takes the type that it meets.
std::string spelled(const ir::Statement& statement, std::span<const Value> values);

}  // namespace tenon::oracle
