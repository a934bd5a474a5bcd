// MariaDB's columns.

#include "sql/dialect_mariadb.hpp"
#include <tenon/error.hpp>

namespace tenon::sql {
namespace {

constexpr std::uint32_t longest_key = 768;       // InnoDB: 3,072 bytes, four a character
constexpr std::uint32_t longest_varchar = 1024;  // a row's columns share 65,535 bytes

void text_type(Sql& sql, std::uint32_t max_length, ColumnUse use) {
    if (use.indexed && max_length > longest_key) {
        throw SchemaError("MariaDB indexes text of at most 768 characters: declare a shorter max_length");
    }
    const std::uint32_t length = use.indexed && max_length == 0 ? 255 : max_length;
    if (length == 0 || length > longest_varchar) {
        sql << "longtext";
    } else {
        sql << "varchar(" << std::uint64_t{length} << ")";
    }
}

void decimal_type(Sql& sql, const schema::Type& type) {
    if (type.precision == 0) throw SchemaError("a decimal needs its number of digits declared: precision and scale");
    if (type.precision > 65 || type.scale > 38) {
        throw SchemaError("MariaDB keeps decimals of at most 65 digits, 38 of them after the point");
    }
    sql << "decimal(" << std::uint64_t{type.precision} << "," << std::uint64_t{type.scale} << ")";
}

}  // namespace

void MariadbDialect::column_type(Sql& sql, const schema::Type& type, ColumnUse use) const {
    switch (type.base) {
    case BaseType::none: throw SchemaError("a field has no type");
    case BaseType::boolean: sql << "boolean"; return;
    case BaseType::int8: sql << "tinyint"; return;
    case BaseType::int16: sql << "smallint"; return;
    case BaseType::int32: sql << "int"; return;
    case BaseType::int64: sql << "bigint"; return;
    case BaseType::uint8: sql << "tinyint unsigned"; return;
    case BaseType::uint16: sql << "smallint unsigned"; return;
    case BaseType::uint32: sql << "int unsigned"; return;
    case BaseType::uint64: sql << "bigint unsigned"; return;
    case BaseType::float32: sql << "float"; return;
    case BaseType::float64: sql << "double"; return;
    case BaseType::decimal: return decimal_type(sql, type);
    case BaseType::text: return text_type(sql, type.max_length, use);
    case BaseType::bytes: sql << (use.indexed ? Fixed("varbinary(255)") : Fixed("longblob")); return;
    case BaseType::timestamp: sql << (type.precision == 6 ? Fixed("datetime(6)") : Fixed("datetime(3)")); return;
    case BaseType::date: sql << "date"; return;
    case BaseType::time: sql << "time(6)"; return;
    case BaseType::uuid: sql << "binary(16)"; return;
    case BaseType::object_id: sql << "char(24)"; return;
    case BaseType::enumeration: sql << "varchar(255)"; return;
    default: sql << "json";
    }
}

Fixed MariadbDialect::collation(const schema::Type& type) const noexcept {
    return type.base == BaseType::object_id ? Fixed(" character set ascii collate ascii_bin") : Fixed();
}

bool MariadbDialect::type_check(Sql& sql, const Identifier& column, const schema::Type& type) const {
    if (type.base != BaseType::boolean) return false;
    sql << column << " in (0, 1)";
    return true;
}

Fixed MariadbDialect::length_function(BaseType type) const noexcept {
    return type == BaseType::array ? Fixed("json_length") : Fixed("char_length");
}

}  // namespace tenon::sql
