#pragma once
// What each backend can do: the one table behind refusals, the tests' expectations and the documentation's matrix.

#include <cstdint>
#include <span>
#include <string_view>

namespace tenon::query {

enum class Backend : std::uint8_t { memory, sqlite, postgres, mariadb, mongodb };

enum class Capability : std::uint8_t {
    decimal_order,           ///< order comparisons and sums of decimals of any precision
    uint64_above_int64,      ///< unsigned integers above INT64_MAX
    infinity,                ///< stored ±infinity
    timestamp_microseconds,  ///< Timestamp with precision 6
    regex,
    relation_conditions,  ///< related_any and its kin
    per_parent_limit,
    column_arithmetic,  ///< arithmetic between columns in conditions
    foreign_keys,
    returning,
    order_by_nested,  ///< order by a path into a nested value
    count_distinct,
    decimal_arithmetic,  ///< decimals of different scales joined by + and -, products of decimals as results
    decimal_with_real,   ///< comparing a decimal field with a real one
    integer_with_real,   ///< comparing an unsigned 64-bit field with a real one
    nested_decimals,     ///< decimals of more than 18 digits, or stored as text, inside nested values
    large_nested_lists,  ///< contains_all with more than 8 nested values
    order_by_json,       ///< order by a whole Json field
    upsert_target,       ///< an upsert by one of several unique keys
    nested_assignment,  ///< setting a member of a nested value from an expression that is no text, number, boolean or UUID
    partial_indexes,      ///< indexes of the rows that fulfil a condition
    expression_indexes,   ///< indexes on what is computed
    generated_columns,    ///< columns that the database computes and stores
    sql_defaults,         ///< defaults that are an expression of the database's own
    fragments,            ///< SQL inside a query
    returning_many,       ///< rows given back by an update or delete
    upsert_condition,     ///< an upsert that updates the old row only when a condition holds for it
    ignore_duplicates,    ///< an insert that does nothing when any unique key has the value already
    optional_members,     ///< an update of a member of a nested value that may be empty
    keep_stored,          ///< an upsert that leaves the row that it meets as it is, and tells so
    array_rewrites,       ///< sorting, cutting, filtering and changing the elements of an array where they are
    returning_one,        ///< one row that is changed or deleted and given back by one statement
    subqueries,           ///< queries inside a query
    ordered_aggregates,   ///< first, last and push
    set_operations,       ///< union, intersect and except of queries
    trees,                ///< rows and all below them
    distinct_on,          ///< the first row of each key
    query_rows,           ///< a query on the rows of another
    joins,                ///< rows beside those that a relation leads to
    window_functions,     ///< row_number and its kin, aggregates over the rows beside one
    row_locks,            ///< rows that stay as they are until the transaction that read them ends
    collations,           ///< text sorted as a language does
    assigned_from_table,  ///< an update that sets a field to what other rows of its table have
    index_hints,          ///< queries that name the index by which their rows are found
    table_schemas,        ///< tables in another schema (MariaDB: database) than the connection's own
    unsigned_bits,        ///< bits of unsigned 64-bit integers
    computed_bits,        ///< bits of what is computed, or by a mask that is no value of the query
};

struct CapabilityRow {
    Capability capability;
    std::string_view name;    ///< "regular expressions"
    std::string_view advice;  ///< what to do where it is missing
    bool memory, sqlite, postgres, mariadb, mongodb;
};

std::span<const CapabilityRow> capabilities() noexcept;
bool supports(Backend backend, Capability capability) noexcept;
std::string_view name_of(Backend backend) noexcept;
/// Throws Unsupported, naming the backend, what it can't do and what to do instead, unless it is supported.
void require(Backend backend, Capability capability, std::string_view where = {});

}  // namespace tenon::query
