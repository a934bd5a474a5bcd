#pragma once
// Updates of one row, which is known by its key.

#include <span>

#include "model/instance.hpp"
#include <tenon/execution.hpp>

namespace tenon::model {

/// key = its values, as a query's condition.
ir::Code key_condition(const schema::Model& model, std::span<const Cell> key);
/// Runs these assignments on the row with this key, as an update query does. Gives how many rows matched, 0 or 1.
std::int64_t update_by_key(const Session&, const Instance&, std::span<const Cell> key, const ir::Code& assignments);

}  // namespace tenon::model
