// SQLite's columns: five storage classes, and CHECKs for the rest.

#include "sql/compiler.hpp"
#include "sql/dialect_sqlite.hpp"
#include <tenon/error.hpp>

namespace tenon::sql {

void SqliteDialect::column_type(Sql& sql, const schema::Type& type, ColumnUse) const {
    switch (type.base) {
    case BaseType::none: throw SchemaError("a field has no type");
    case BaseType::float32:
    case BaseType::float64: sql << "REAL"; return;
    case BaseType::bytes: sql << "BLOB"; return;
    case BaseType::decimal:
        if (type.precision > 18 && !type.stored_as_text) {
            throw SchemaError("SQLite keeps decimals of at most 18 digits: declare fewer, or store it as text");
        }
        sql << (is_text_decimal(type) ? Fixed("TEXT") : Fixed("INTEGER"));
        return;
    case BaseType::timestamp: sql << (type.stored_as_text ? Fixed("TEXT") : Fixed("INTEGER")); return;
    default: sql << (type.base < BaseType::decimal ? Fixed("INTEGER") : Fixed("TEXT"));
    }
}

bool SqliteDialect::type_check(Sql& sql, const Identifier& column, const schema::Type& type) const {
    const auto between = [&](std::int64_t low, std::int64_t high) {
        sql << column << " between " << low << " and " << high;
        return true;
    };
    switch (type.base) {
    case BaseType::boolean: sql << column << " in (0, 1)"; return true;
    case BaseType::uint64: sql << column << " >= 0"; return true;
    case BaseType::decimal: {
        if (is_text_decimal(type) || type.precision == 0) return false;
        const std::int64_t limit = power_of_ten(static_cast<int>(type.precision)) - 1;
        return between(-limit, limit);
    }
    default:
        if (const auto range = range_of(type.base)) return between(range->low, range->high);
        if (!is_nested(type.base)) return false;
        sql << "json_valid(" << column << ")";
        return true;
    }
}

std::optional<Value> SqliteDialect::stored_number(const schema::Type& type, const Value& limit) const {
    if (type.base != BaseType::decimal) return Dialect::stored_number(type, limit);
    const Decimal* decimal = limit.if_decimal();
    const std::int64_t* integer = limit.if_integer();
    if (is_text_decimal(type) || (decimal == nullptr && integer == nullptr)) return std::nullopt;
    const Decimal exact = decimal != nullptr ? *decimal : Decimal(*integer);
    if (exact.rounded(type.scale) != exact) return std::nullopt;
    return Value(exact.scaled_int64(type.scale));
}

bool SqliteDialect::has_schema(std::string_view schema) const noexcept { return schema == "main"; }

// The schema stands before the index, and the table is of the same one (https://sqlite.org/lang_createindex.html).
void SqliteDialect::index_on(Sql& sql, const Identifier& index, const TableName& table) const {
    if (table.schema) sql << *table.schema << ".";
    sql << index << " on " << table.table;
}

// A foreign key never leaves its schema.
void SqliteDialect::referenced_table(Sql& sql, const TableName& table) const { sql << table.table; }

// A CHECK may not use json_array_length when the schema is not trusted: only Tenon checks the lengths of arrays.
Fixed SqliteDialect::length_function(BaseType type) const noexcept {
    return type == BaseType::array ? Fixed() : Fixed("length");
}

}  // namespace tenon::sql
