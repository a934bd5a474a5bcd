#pragma once
// The rows that an update or a delete is about.

#include <optional>
#include <span>
#include <vector>

#include "drivers/memory/lookup.hpp"
#include "drivers/memory/store.hpp"

namespace tenon::drivers::memory {

/// Those for which the condition holds, or all, in the order of insertion.
std::vector<RowId> matching(const Store& store, const Table& table, const std::optional<ir::Expr>& where,
                            std::span<const Equality> equalities, std::span<const Value> values);

/// Those that a write is about: all that match, or the first of them alone.
std::vector<RowId> reached(const Store& store, const Table& table, const std::optional<ir::Expr>& where,
                           const ir::Reach& reach, std::span<const Equality> equalities, std::span<const Value> values);

/// The values of these fields.
Row values_of(const Row& row, const Fields& fields);

}  // namespace tenon::drivers::memory
