#pragma once
// Opening: paths checked, files made for their owner alone, and every switch of SQLite set the safe way.

#include <string_view>

#include "drivers/sqlite/session.hpp"
#include "drivers/sqlite/sqlite.hpp"

namespace tenon::drivers::sqlite {

inline constexpr std::string_view memory_path = ":memory:";

/// Checks the options and makes the path absolute. Throws ConfigurationError.
SqliteOptions checked(SqliteOptions options);

/// Opens and configures the database of a session. Throws ConnectionError that says what is in the way.
void open(Session& session, const SqliteOptions& options, Role role);

/// Sets the switches that SQL text can change. Throws as `open`.
void configure(Session& session, const SqliteOptions& options);
void drop_temporary_tables(Session& session);

}  // namespace tenon::drivers::sqlite
