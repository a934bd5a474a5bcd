#pragma once
// Rule 4 on values: integers that never wrap, division that truncates, empties that pass through.

#include "ir/statement.hpp"
#include <tenon/value.hpp>

namespace tenon::query {

/// One of + - * / %. Empty when an operand is, and for a division by zero. Throws QueryError for an integer overflow.
Value compute(ir::Op op, const Value& left, const Value& right);
Value negated(const Value& value);

}  // namespace tenon::query
