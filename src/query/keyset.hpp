#pragma once
// Keysets: pages of a select that begin behind a row, told by that row's values in the order.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "ir/statement.hpp"
#include <tenon/value.hpp>

namespace tenon::query {

/// The same order from its end.
void reverse(std::vector<ir::Order>& order);

/// Is it of a row that a reference leads to?
[[nodiscard]] bool is_of_related(const ir::Expr& by) noexcept;

/// Puts the model's key behind the order, of a set operation, or the rows of a query, all its columns, so that no two rows are equal in it. Throws
/// QueryError for a select without pages: one of a model without a key, with a limit or offset, of groups, of the first rows of
/// keys, ordered by what is no field of the row or a related one, or a hidden field; and for union_all.
void complete_order(ir::Select& select);

/// The order in words, with the model: a position means something only in the same.
std::string order_shape(const ir::Select& select);

/// Only rows behind this position, which has a value for each part of the (complete, resolved) order. Gives the values to be
/// bound to the slots from `first_slot` on.
std::vector<Value> start_behind(ir::Select& select, std::span<const Value> position, std::uint16_t first_slot);

}  // namespace tenon::query
