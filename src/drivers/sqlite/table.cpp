#include "drivers/sqlite/table.hpp"

#include <algorithm>

#include <sqlite3.h>

#include "drivers/sqlite/rows.hpp"

namespace tenon::drivers::sqlite {

namespace {

bool same_name(const std::string& a, const std::string& b) { return sqlite3_stricmp(a.c_str(), b.c_str()) == 0; }

bool is_true(const std::string& flag) { return flag != "0" && !flag.empty(); }

std::vector<Column> read_columns(sqlite3* database, std::string_view name, std::string_view path) {
    std::vector<Column> columns;
    for (auto& row : rows(database, path,
                          "SELECT name, type, \"notnull\", dflt_value IS NOT NULL OR hidden > 0, pk "
                          "FROM pragma_table_xinfo(?, 'main') ORDER BY cid",
                          {name})) {
        columns.push_back({row[0], row[1], is_true(row[2]), is_true(row[3]), std::stoi(row[4])});
    }
    return columns;
}

std::vector<TableIndex> read_indexes(sqlite3* database, std::string_view name, std::string_view path) {
    std::vector<TableIndex> indexes;
    for (auto& row :
         rows(database, path, "SELECT name, \"unique\", partial FROM pragma_index_list(?, 'main')", {name})) {
        TableIndex index{row[0], is_true(row[1]), is_true(row[2]), {}};
        for (auto& column :
             rows(database, path, "SELECT name FROM pragma_index_info(?, 'main') ORDER BY seqno", {index.name})) {
            index.columns.push_back(column[0]);
        }
        indexes.push_back(std::move(index));
    }
    return indexes;
}

// An INTEGER PRIMARY KEY is the row's number, and the key of a STRICT or WITHOUT ROWID table is NOT NULL without being
// declared so (https://sqlite.org/stricttables.html).
void mark_key(Table& table, bool is_strict_or_keyed) {
    const auto in_key = [](const Column& column) { return column.key_position > 0; };
    const auto count = std::count_if(table.columns.begin(), table.columns.end(), in_key);
    for (Column& column : table.columns) {
        if (!in_key(column)) continue;
        const bool is_row_number = count == 1 && same_name(column.type, "INTEGER");
        column.not_null |= is_strict_or_keyed || is_row_number;
        column.is_filled |= is_row_number;
    }
}

const Column* find(const Table& table, const std::string& name) {
    const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                    [&](const Column& column) { return same_name(column.name, name); });
    return found == table.columns.end() ? nullptr : &*found;
}

std::vector<std::string> index_columns_of(const schema::Model& model, const std::vector<std::uint16_t>& fields) {
    std::vector<std::string> names;
    for (const std::uint16_t field : fields) names.push_back(model.fields[field].index_column());
    return names;
}

std::vector<std::string> columns_of(const schema::Model& model, const std::vector<std::uint16_t>& fields) {
    std::vector<std::string> names;
    for (const std::uint16_t field : fields) names.push_back(model.fields[field].column);
    return names;
}

bool has_word(const std::string& type, std::string_view word) {
    return std::search(type.begin(), type.end(), word.begin(), word.end(), [](char a, char b) {
               return (a >= 'a' && a <= 'z' ? static_cast<char>(a - ('a' - 'A')) : a) == b;
           }) != type.end();
}

// What a type makes of values in a table that is not STRICT (https://sqlite.org/datatype3.html, 3.1).
std::string_view affinity_of(const std::string& type) {
    if (has_word(type, "INT")) return "INTEGER";
    if (has_word(type, "CHAR") || has_word(type, "CLOB") || has_word(type, "TEXT")) return "TEXT";
    if (type.empty() || has_word(type, "BLOB")) return "BLOB";
    if (has_word(type, "REAL") || has_word(type, "FLOA") || has_word(type, "DOUB")) return "REAL";
    return "NUMERIC";
}

bool same_names(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), same_name);
}

std::string bracketed(const std::vector<std::string>& names) {
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
    return "(" + list + ")";
}

class Comparison {
public:
    Comparison(const schema::Model& model, const Table& table) : model_(model), table_(table) {}

    void column(const sql::ColumnDefinition& wanted) {
        const std::string name = "column " + model_.full_table() + "." + wanted.name;
        const Column* const found = find(table_, wanted.name);
        if (found == nullptr) {
            add(name + " is missing");
            return;
        }
        if (!fits(*found, wanted)) {
            add(name + " is " + (found->type.empty() ? "of no type" : found->type) + ", the model needs " +
                wanted.type);
        }
        if (table_.kind == "view") return;  // its columns are what they are selected from
        if (found->not_null && !wanted.not_null && !is_key(wanted.name))
            add(name + " is NOT NULL, the model needs it nullable");
        if (!found->not_null && wanted.not_null) add(name + " is nullable, the model needs it NOT NULL");
    }

    void unknown_columns(std::span<const sql::ColumnDefinition> wanted) {
        for (const Column& column : table_.columns) {
            const bool known = std::any_of(wanted.begin(), wanted.end(), [&](const auto& definition) {
                return same_name(definition.name, column.name);
            });
            if (known || !column.not_null || column.is_filled) continue;
            add("column " + model_.full_table() + "." + column.name +
                " is NOT NULL without a default, and the model doesn't have it");
        }
    }

    void key() {
        std::vector<std::string> found;
        for (int position = 1;; ++position) {
            const auto column = std::find_if(table_.columns.begin(), table_.columns.end(),
                                             [&](const Column& c) { return c.key_position == position; });
            if (column == table_.columns.end()) break;
            found.push_back(column->name);
        }
        const std::vector<std::string> wanted = columns_of(model_, model_.key);
        if (same_names(found, wanted)) return;
        add("the primary key of " + model_.full_table() + " is " + (found.empty() ? "missing" : bracketed(found)) +
            ", the model needs " + bracketed(wanted));
    }

    void index(const schema::Index& wanted) {
        if (!wanted.is_plain() || wanted.living) return named_index(wanted);
        const std::vector<std::string> columns = index_columns_of(model_, wanted.fields);
        const bool found = std::any_of(table_.indexes.begin(), table_.indexes.end(), [&](const TableIndex& index) {
            return !index.partial && same_names(index.columns, columns) && (index.unique || !wanted.unique);
        });
        if (found) return;
        add((wanted.unique ? "unique index " : "index ") + (wanted.name.empty() ? "" : wanted.name + " ") + "on " +
            model_.full_table() + " " + bracketed(columns) + " is missing");
    }

    /// SQLite tells the text of what is no plain index alone: it is known by its name.
    void named_index(const schema::Index& wanted) {
        const bool found = std::any_of(table_.indexes.begin(), table_.indexes.end(), [&](const TableIndex& index) {
            return same_name(index.name, wanted.name) && index.unique == wanted.unique &&
                   index.partial == (wanted.living || !wanted.where.nodes.empty());
        });
        if (!found)
            add((wanted.unique ? "unique index " : "index ") + wanted.name + " on " + model_.full_table() +
                " is missing");
    }

    [[nodiscard]] bool is_key(const std::string& name) const {
        const std::vector<std::string> key = columns_of(model_, model_.key);
        return std::find(key.begin(), key.end(), name) != key.end();
    }

    /// Somebody else's table has types of its own: they have to keep the same kind of values.
    [[nodiscard]] bool fits(const Column& found, const sql::ColumnDefinition& wanted) const {
        if (table_.kind == "view" && found.type.empty()) return true;  // computed
        if (!model_.external) return same_name(found.type, wanted.type);
        const std::string_view affinity = affinity_of(found.type);
        const bool is_number = wanted.type == "INTEGER" || wanted.type == "REAL";
        return affinity == wanted.type || (is_number && affinity == "NUMERIC");
    }

    void add(std::string what) { differences.push_back({model_.full_table(), std::move(what)}); }

    std::vector<SchemaDifference> differences;

private:
    const schema::Model& model_;
    const Table& table_;
};

/// The type of a column whose values are read straight into members of this base; empty: there are none.
std::string_view type_read(BaseType base) {
    switch (base) {
    case BaseType::boolean:
    case BaseType::int32:
    case BaseType::int64:
    case BaseType::timestamp: return "INTEGER";
    case BaseType::float64: return "REAL";
    case BaseType::text: return "TEXT";
    default: return {};
    }
}

}  // namespace

Table read_table(sqlite3* database, std::string_view name, std::string_view path) {
    Table table;
    const auto found = rows(database, path,
                            "SELECT name, type, strict OR wr FROM pragma_table_list "
                            "WHERE schema = 'main' AND name = ? COLLATE NOCASE",
                            {name});
    if (found.empty()) return table;
    table.kind = found[0][1];
    table.columns = read_columns(database, found[0][0], path);
    table.indexes = read_indexes(database, found[0][0], path);
    mark_key(table, is_true(found[0][2]));
    return table;
}

std::vector<SchemaDifference> compare(const schema::Model& model, std::span<const sql::ColumnDefinition> wanted,
                                      const Table& table) {
    Comparison comparison(model, table);
    if (table.kind.empty()) {
        comparison.add("table " + model.full_table() + " is missing");
        return std::move(comparison.differences);
    }
    if (model.read_only && table.kind == "view") {
        for (const sql::ColumnDefinition& column : wanted) comparison.column(column);
        return std::move(comparison.differences);
    }
    if (table.kind != "table") {
        comparison.add(model.full_table() + " is a " + table.kind + (table.kind == "virtual" ? " table" : "") +
                       ", the model needs a table");
        return std::move(comparison.differences);
    }
    for (const sql::ColumnDefinition& column : wanted) comparison.column(column);
    if (!model.read_only) comparison.unknown_columns(wanted);
    comparison.key();
    for (const schema::Index& index : model.indexes) comparison.index(index);
    return std::move(comparison.differences);
}

bool keeps_types(const schema::Model& model, std::span<const sql::ColumnDefinition> wanted, sqlite3* database,
                 std::string_view path) {
    const auto found = rows(database, path,
                            "SELECT schema, type, strict FROM pragma_table_list WHERE name = ? COLLATE NOCASE",
                            {model.table});
    if (found.size() != 1 || found[0] != std::vector<std::string>{"main", "table", "1"}) return false;
    Table table;
    table.columns = read_columns(database, model.table, path);
    mark_key(table, true);
    return std::all_of(model.fields.begin(), model.fields.end(), [&](const schema::Field& field) {
        const auto is_named = [&](const sql::ColumnDefinition& column) { return column.name == field.column; };
        const auto column = std::find_if(wanted.begin(), wanted.end(), is_named);
        const Column* const there = find(table, field.column);
        if (column == wanted.end() || there == nullptr || !same_name(there->type, column->type)) return false;
        const std::string_view read = type_read(field.type.base);
        return (read.empty() || read == column->type) && (there->not_null || field.type.nullable);
    });
}

}  // namespace tenon::drivers::sqlite
