#pragma once
// The tables of models: made, compared, dropped.

#include <span>
#include <vector>

#include "drivers/sqlite/connection.hpp"

namespace tenon::drivers::sqlite {

/// All or nothing, in a transaction of its own or as part of the one that is open.
std::vector<SchemaDifference> create_missing(SqliteConnection& connection,
                                             std::span<const schema::Model* const> models);

/// What differs, a table that isn't there included.
std::vector<SchemaDifference> differences(SqliteConnection& connection, std::span<const schema::Model* const> models);

/// In a transaction of its own: TransactionError inside another one, since foreign keys can't be switched there.
/// ForeignKeyViolation, with nothing dropped, when rows of other tables refer to these.
void drop(SqliteConnection& connection, std::span<const schema::Model* const> models);

}  // namespace tenon::drivers::sqlite
