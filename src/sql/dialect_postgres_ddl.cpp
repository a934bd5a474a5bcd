// PostgreSQL's columns. Types are spelled as format_type() spells them, so that sync can compare.

#include "sql/dialect_postgres.hpp"
#include <tenon/error.hpp>

namespace tenon::sql {

void PostgresDialect::column_type(Sql& sql, const schema::Type& type, ColumnUse use) const {
    switch (type.base) {
    case BaseType::none: throw SchemaError("a field has no type");
    case BaseType::boolean: sql << "boolean"; return;
    case BaseType::int8:
    case BaseType::uint8:
    case BaseType::int16: sql << "smallint"; return;
    case BaseType::uint16:
    case BaseType::int32: sql << "integer"; return;
    case BaseType::uint32:
    case BaseType::int64: sql << "bigint"; return;
    case BaseType::uint64: sql << (use.assigned ? Fixed("bigint") : Fixed("numeric(20,0)")); return;
    case BaseType::float32: sql << "real"; return;
    case BaseType::float64: sql << "double precision"; return;
    case BaseType::decimal:
        sql << "numeric";
        if (type.precision > 0) {
            sql << "(" << std::uint64_t{type.precision} << "," << std::uint64_t{type.scale} << ")";
        }
        return;
    case BaseType::text:
    case BaseType::object_id:
    case BaseType::enumeration: sql << "text"; return;
    case BaseType::bytes: sql << "bytea"; return;
    case BaseType::timestamp:
        sql << (type.precision == 6 ? Fixed("timestamp(6) with time zone") : Fixed("timestamp(3) with time zone"));
        return;
    case BaseType::date: sql << "date"; return;
    case BaseType::time: sql << "time(6) without time zone"; return;
    case BaseType::uuid: sql << "uuid"; return;
    default: sql << "jsonb";
    }
}

Fixed PostgresDialect::collation(const schema::Type& type) const noexcept {
    const bool text = type.base == BaseType::text || type.base == BaseType::object_id ||
                      type.base == BaseType::enumeration;
    return text ? Fixed(" collate \"C\"") : Fixed();
}

bool PostgresDialect::type_check(Sql& sql, const Identifier& column, const schema::Type& type) const {
    switch (type.base) {
    case BaseType::int8: sql << column << " between -128 and 127"; return true;
    case BaseType::uint8: sql << column << " between 0 and 255"; return true;
    case BaseType::uint16: sql << column << " between 0 and 65535"; return true;
    case BaseType::uint32: sql << column << " between 0 and 4294967295"; return true;
    case BaseType::uint64: sql << column << " between 0 and 18446744073709551615"; return true;
    default: return false;
    }
}

// Empties first ascending, last descending (semantics, rule 6); PostgreSQL's own way is the other one.
Fixed PostgresDialect::index_order(bool descending, bool nullable) const noexcept {
    if (!nullable) return Dialect::index_order(descending, nullable);
    return descending ? Fixed(" desc nulls last") : Fixed(" nulls first");
}

Fixed PostgresDialect::length_function(BaseType type) const noexcept {
    return type == BaseType::array ? Fixed("jsonb_array_length") : Fixed("char_length");
}

}  // namespace tenon::sql
