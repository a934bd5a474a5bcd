#pragma once
// How SQLite finds a statement's rows.

#include <string>
#include <string_view>

#include "drivers/sqlite/connection.hpp"

namespace tenon::drivers::sqlite {

/// The answer to EXPLAIN QUERY PLAN, a step a line; steps inside of others are indented by two spaces.
std::string explain(const SqliteConnection& connection, std::string_view sql);

}  // namespace tenon::drivers::sqlite
