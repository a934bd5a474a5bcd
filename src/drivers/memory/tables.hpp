#pragma once
// The tables of models: made, compared, dropped.

#include <span>
#include <vector>

#include "drivers/memory/connection.hpp"

namespace tenon::drivers::memory {

/// All or nothing, as part of the transaction that is open. A table that is there must have the model's columns in the
/// model's order.
std::vector<SchemaDifference> create_missing(MemoryConnection& connection,
                                             std::span<const schema::Model* const> models);

/// What differs, a table that isn't there included.
std::vector<SchemaDifference> differences(MemoryConnection& connection, std::span<const schema::Model* const> models);

/// ForeignKeyViolation, with nothing dropped, when rows of other tables refer to these.
void drop(MemoryConnection& connection, std::span<const schema::Model* const> models);

}  // namespace tenon::drivers::memory
