#pragma once
// What must hold when a statement ends.

#include <cstddef>

#include "drivers/memory/store.hpp"

namespace tenon::drivers::memory {

/// Throws NotNullViolation for the first field that must have a value and has none.
void check_not_null(const schema::Model& model, const Row& row);
[[noreturn]] void refuse_empty(const schema::Model& model, const std::string& path);

/// Looks at the rows that were changed since `mark`, and at those that refer to them. Throws NotNullViolation,
/// UniqueViolation, ForeignKeyViolation, and SchemaError when a table that is referred to doesn't exist.
void check_constraints(const Store& store, std::size_t mark);

}  // namespace tenon::drivers::memory
