#pragma once
// Rows: questions to SQLite's own catalogue, with text for every answer.

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;

namespace tenon::drivers::sqlite {

/// NULL is "". Throws what SQLite's failure means; `path` names the database in it.
std::vector<std::vector<std::string>> rows(sqlite3* database, std::string_view path, const std::string& sql,
                                           std::initializer_list<std::string_view> values = {});

/// "name", quotes within it doubled.
std::string quoted_name(std::string_view name);

}  // namespace tenon::drivers::sqlite
