#pragma once
// Conditions on a row's key, or others of its fields, and updates of the row that a key finds.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "ir/statement.hpp"
#include "model/instance.hpp"
#include <tenon/execution.hpp>

namespace tenon::model {

ir::Expr field_expr(std::uint16_t field);
ir::Expr param_expr(std::size_t slot);
/// fields = the values from `first_slot` on
ir::Expr fields_condition(const std::vector<std::uint16_t>& fields, std::size_t first_slot);

/// key = its values, as a query's condition.
ir::Code key_condition(const schema::Model& model, std::span<const Cell> key);
/// Runs these assignments on the row with this key, as an update query does. Gives how many rows matched, 0 or 1.
std::int64_t update_by_key(const Session&, const Instance&, std::span<const Cell> key, const ir::Code& assignments);

}  // namespace tenon::model
