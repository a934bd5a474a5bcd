#pragma once
// Integers against doubles, where the database itself would turn the integer into a double and lose digits.

#include "sql/compiler.hpp"

namespace tenon::sql {

/// How a dialect turns a whole double into an integer: `before` x `after`.
struct ToInteger {
    Fixed before;
    Fixed after;
};

/// Writes a comparison of an integer with a double, or gives false when plain SQL compares these two exactly.
/// Throws Unsupported for unsigned 64-bit fields, and for decimals against doubles.
bool compare_mixed_numbers(Compiler& c, ir::Op op, const ir::Expr& a, const ir::Expr& b, ToInteger to_integer);

}  // namespace tenon::sql
