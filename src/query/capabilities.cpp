#include "query/capabilities.hpp"

#include <string>

#include <tenon/error.hpp>

namespace tenon::query {

namespace {

// What, its name, what to do without it; then memory, sqlite, postgres, mariadb, mongodb.
constexpr CapabilityRow table[] = {
    {Capability::decimal_order, "order and sums of decimals of any precision",
     "declare at most 18 digits, or store them as text and compare for equality only", true, false, true, true, true},
    {Capability::uint64_above_int64, "unsigned integers above 9223372036854775807",
     "store such numbers as Decimal or as text", true, false, true, true, false},
    {Capability::infinity, "infinite doubles", "store an empty optional or a finite bound instead", true, true, true,
     false, true},
    {Capability::timestamp_microseconds, "timestamps with microseconds",
     "declare precision(3), or store the microseconds in an int64", true, true, true, true, false},
    {Capability::regex, "regular expressions", "use like, starts_with or contains", true, true, true, true, true},
    {Capability::relation_conditions, "conditions on related rows", "ask for the related keys first, then use in", true,
     true, true, true, true},
    {Capability::per_parent_limit, "limits per parent", "load the relation of one parent at a time", true, true, true,
     true, false},
    {Capability::column_arithmetic, "arithmetic between fields in conditions", "compute the value in C++ and bind it",
     true, true, true, true, true},
    {Capability::foreign_keys, "foreign keys", "let the model's on_delete rules keep references right", true, true,
     true, true, false},
    {Capability::returning, "rows given back by a write", "read the row again by its key", true, true, true, true,
     false},
    {Capability::order_by_nested, "order by a path into a nested value", "keep the value in a field of its own", true,
     true, true, true, true},
    {Capability::count_distinct, "counts of distinct values", "select the distinct values and count them", true, true,
     true, true, true},
    {Capability::decimal_arithmetic, "sums of decimals of different scales, and products of decimals",
     "give the fields one scale, or compute the value in C++ and bind it", true, false, true, true, true},
    {Capability::decimal_with_real, "comparisons of decimals with doubles", "declare both as one type, or bind a value",
     true, false, false, false, true},
    {Capability::integer_with_real, "comparisons of unsigned 64-bit fields with doubles",
     "declare an int64, or bind a whole number", true, true, false, false, true},
    {Capability::nested_decimals, "long decimals, or decimals stored as text, inside nested values",
     "declare at most 18 digits, or keep the decimal in a field of its own", true, false, true, true, true},
    {Capability::large_nested_lists, "contains_all with more than 8 nested values", "join several contains_all by and",
     true, false, false, false, true},
    {Capability::order_by_json, "order by a whole Json field", "keep what you sort by in a field of its own", true,
     false, false, false, true},
    {Capability::upsert_target, "an upsert that could meet another unique key than its own",
     "look for the row first, in a transaction", true, true, true, false, true},
    {Capability::nested_assignment, "copies of nested values into a member of a nested value",
     "read the row, change it and save it", true, false, false, false, true},
    {Capability::partial_indexes, "indexes of some rows", "leave out where(…), or keep the rule by a check of your own",
     true, true, true, false, true},
    {Capability::expression_indexes, "indexes on expressions", "index a field that holds what is computed", true, true,
     true, false, false},
    {Capability::generated_columns, "generated columns", "compute the value in C++ and store it", true, true, true,
     true, false},
    {Capability::sql_defaults, "defaults that are SQL", "give a value, or a function by default_from", false, true,
     true, true, false},
    {Capability::fragments, "fragments of SQL and functions of the database's own in queries",
     "say it by f<…> and its functions, or compute it in C++", false, true, true, true, false},
    {Capability::returning_many, "rows given back by an update or delete",
     "read the rows in the same transaction, and write them by their keys", true, true, true, false, false},
    {Capability::returning_one, "one row that is changed or deleted and given back by one statement",
     "read it by first() in a transaction, and write it by its key", true, true, true, false, true},
    {Capability::array_rewrites, "updates of an array's elements in place, beyond push, pop and add_to_set",
     "read the row, change it and save it", true, true, true, false, true},
    {Capability::upsert_condition, "an upsert that updates the old row only on a condition",
     "look for the row first, in a transaction", true, true, true, false, false},
    {Capability::ignore_duplicates, "an insert that does nothing when any unique key has its value",
     "name one unique key by on_conflict(f<…>), or look for the row first, in a transaction", true, true, true, false,
     false},
    {Capability::optional_members, "an update of a member of a nested value that may be empty",
     "ask in its condition that the nested value isn't empty, or read the row, change it and save it", true, true, true,
     true, false},
    {Capability::keep_stored, "an upsert that leaves the stored row as it is",
     "look for the row first, in a transaction", true, true, true, false, true},
    {Capability::subqueries, "queries inside a query", "ask for the values first, then use in", true, true, true, true,
     false},
    {Capability::ordered_aggregates, "values of a group in their order: first, last, push",
     "read the rows in their order, and group them in C++", true, true, true, false, false},
    {Capability::set_operations, "set operations on queries", "read the rows of each, and join them in C++", true, true,
     true, true, false},
    {Capability::trees, "trees of rows", "read one level after the other", true, true, true, true, false},
    {Capability::distinct_on, "the first row of each key", "read the rows in their order, and keep the first of each",
     true, true, true, true, false},
    {Capability::query_rows, "queries on the rows of a query", "read those rows, and go on in C++", true, true, true,
     true, false},
    {Capability::joins, "rows beside those that a relation leads to", "load the relation by include", true, true, true,
     true, false},
    {Capability::assigned_from_table,
     "updates that set a field, by a relation or on a condition, to what other rows of the same table have",
     "read those values first, in a transaction", true, false, true, false, false},
    {Capability::index_hints, "queries by an index that they name",
     "leave hint(…) out; the database chooses by its statistics, which ANALYZE renews", true, true, false, true, true},
    {Capability::table_schemas, "tables in a schema of their own",
     "leave the schema out of table(…) and Options::naming, or name main on SQLite", true, false, true, true, false},
    {Capability::window_functions, "window functions", "read the rows in their order, and compute it in C++", true,
     true, true, true, false},
    {Capability::unsigned_bits, "bits of unsigned 64-bit integers", "declare an int64", true, true, false, true, true},
    {Capability::computed_bits, "bits of what is computed, or by a mask that is a field",
     "ask for bits of a stored field, by a value", true, true, true, true, false},
    {Capability::row_locks, "locks of the rows that a query finds", "change the row by update_one, on a condition",
     true, true, true, true, false},
    {Capability::collations, "the order of a language", "sort by a field without a collation, or sort the rows in C++",
     true, true, true, false, false},
};

bool cell(const CapabilityRow& row, Backend backend) noexcept {
    switch (backend) {
    case Backend::memory: return row.memory;
    case Backend::sqlite: return row.sqlite;
    case Backend::postgres: return row.postgres;
    case Backend::mariadb: return row.mariadb;
    case Backend::mongodb: return row.mongodb;
    }
    return false;
}

const CapabilityRow* find(Capability capability) noexcept {
    for (const CapabilityRow& row : table)
        if (row.capability == capability) return &row;
    return nullptr;
}

}  // namespace

std::span<const CapabilityRow> capabilities() noexcept { return table; }

bool supports(Backend backend, Capability capability) noexcept {
    const CapabilityRow* row = find(capability);
    return row != nullptr && cell(*row, backend);
}

std::string_view name_of(Backend backend) noexcept {
    switch (backend) {
    case Backend::memory: return "memory";
    case Backend::sqlite: return "SQLite";
    case Backend::postgres: return "PostgreSQL";
    case Backend::mariadb: return "MariaDB";
    case Backend::mongodb: return "MongoDB";
    }
    return "unknown";
}

void require(Backend backend, Capability capability, std::string_view where) {
    if (supports(backend, capability)) return;
    const CapabilityRow* row = find(capability);
    std::string message(where);
    if (!where.empty()) message += ": ";
    message += std::string(name_of(backend)) + " can't do ";
    message += row != nullptr ? std::string(row->name) + " exactly; " + std::string(row->advice) : "that";
    throw Unsupported(message);
}

}  // namespace tenon::query
