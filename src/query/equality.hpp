#pragma once
// Rules 2, 3 and 12 on values.

#include <compare>

#include "ir/statement.hpp"
#include <tenon/value.hpp>

namespace tenon::query {

/// An empty in the place of an array that may not be empty: it counts as an array without elements (rule 9).
bool is_missing_array(const ir::Expr& expr, const Value& value);
/// Equal, two empties included. An empty in an array's place is an empty array, unless it may be empty there.
bool equal(const ir::Expr& left, const Value& a, const ir::Expr& right, const Value& b);
/// Neither is empty. Throws QueryError for kinds that have no order between them.
std::partial_ordering order(const Value& a, const Value& b);
/// Throws CastError for a time that is finer than what this value is compared with (rule 12).
void check_precision(const ir::Expr& expr, const Value& value);

}  // namespace tenon::query
