#pragma once
// Table: what SQLite says of a table, and how it differs from what a model needs.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/driver.hpp"
#include "sql/compile.hpp"
#include <tenon/schema.hpp>

struct sqlite3;

namespace tenon::drivers::sqlite {

struct Column {
    std::string name;
    std::string type;  ///< as it was declared
    bool not_null = false;
    bool is_filled = false;  ///< by a default, or computed: an insert may leave it out
    int key_position = 0;    ///< from 1 within the primary key, 0 outside of it
};

struct TableIndex {
    std::string name;
    bool unique = false;
    bool partial = false;
    std::vector<std::string> columns;  ///< "" for an expression
};

struct Table {
    std::string kind;  ///< "table", "view", "virtual", or empty: there is none
    std::vector<Column> columns;
    std::vector<TableIndex> indexes;
};

/// Reads the main schema. Names are compared as SQLite does, ASCII letters folded. Throws what SQLite's failure means.
Table read_table(sqlite3* database, std::string_view name, std::string_view path);

/// Sentences for what differs. Further nullable or filled columns, and further indexes, are welcome.
std::vector<SchemaDifference> compare(const schema::Model& model, std::span<const sql::ColumnDefinition> wanted,
                                      const Table& table);

/// Can the model's columns hold nothing but what its members are mostly made of, and empties only where those may be? True
/// of the STRICT tables that are made for models (https://sqlite.org/stricttables.html). `wanted` as for `compare`.
bool keeps_types(const schema::Model& model, std::span<const sql::ColumnDefinition> wanted, sqlite3* database,
                 std::string_view path);

}  // namespace tenon::drivers::sqlite
