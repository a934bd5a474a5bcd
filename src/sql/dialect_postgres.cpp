#include "sql/dialect_postgres.hpp"

#include <limits>
#include <string>
#include <string_view>

#include "sql/compile.hpp"
#include "sql/compiler.hpp"
#include "sql/mixed_numbers.hpp"
#include <tenon/error.hpp>

namespace tenon::sql {

using ir::Op;

const Dialect& postgres_dialect() {
    static const PostgresDialect dialect;
    return dialect;
}

// A backslash means itself or not by a setting of the session (standard_conforming_strings); in E'…' it always escapes.
// Of a table that was never analysed it is -1.
void PostgresDialect::estimated_count(Sql& sql, const TableName& table) const {
    Sql quoted(*this);
    quoted << table;
    // -1 until the table is analyzed for the first time.
    sql << "select case when reltuples < 0 then (select count(*) from " << table
        << ") else reltuples::bigint end from pg_class where oid = ";
    sql.literal(quoted.text()) << "::regclass";
}

void PostgresDialect::append_literal(std::string& out, std::string_view text) const {
    if (text.find('\\') == std::string_view::npos) return Dialect::append_literal(out, text);
    out += "E'";
    for (const char c : text) {
        if (c == '\'' || c == '\\') out += c;
        out += c;
    }
    out += '\'';
}

// Its number alone, -9223372036854775808 is a numeric.
void PostgresDialect::append_integer(std::string& out, std::int64_t number) const {
    if (number == std::numeric_limits<std::int64_t>::min()) {
        out += "(-9223372036854775807 - 1)";
    } else {
        Dialect::append_integer(out, number);
    }
}

void PostgresDialect::append_placeholder(std::string& out, std::size_t number, Fixed cast) const {
    out += '$';
    out += std::to_string(number);
    if (cast.empty()) return;
    out += "::";
    out += cast.view();
}

Binding PostgresDialect::binding(const schema::Type& type) const {
    switch (type.base) {
    case BaseType::none: return {};
    case BaseType::boolean: return {.cast = "boolean"};
    case BaseType::uint64: return {.cast = "numeric"};
    case BaseType::float32:
    case BaseType::float64: return {.cast = "double precision"};
    case BaseType::decimal: return {.scale = static_cast<std::uint8_t>(type.scale), .cast = "numeric"};
    case BaseType::text:
    case BaseType::enumeration: return {.cast = "text"};
    case BaseType::bytes: return {.cast = "bytea"};
    case BaseType::timestamp: {
        const auto precision = static_cast<std::uint8_t>(type.precision == 0 ? 3 : type.precision);
        return {.precision = precision, .cast = "timestamptz"};
    }
    case BaseType::date: return {.cast = "date"};
    case BaseType::time: return {.cast = "time"};
    case BaseType::uuid: return {.cast = "uuid"};
    case BaseType::object_id: return {.storage = Storage::object_id_text, .cast = "text"};
    default:
        if (is_integer(type.base)) return {.cast = "bigint"};
        return {.storage = Storage::json, .cast = "jsonb"};
    }
}

// A decimal beside an integer keeps its digits: as a bigint it would be refused, or rounded.
Binding PostgresDialect::binding(BaseType given, const schema::Type* declared) const {
    const bool meets_integer = given == BaseType::decimal && declared != nullptr && is_integer(declared->base);
    return meets_integer ? binding(plain_type(given)) : Dialect::binding(given, declared);
}

// --- conditions ---------------------------------------------------------------------------------------------------------

void PostgresDialect::truth(Compiler& c, const ir::Expr& value, bool expected) const {
    if (!expected) c.sql << "not ";
    c.value(value);
}

void PostgresDialect::compare_nested(Compiler& c, Op op, const ir::Expr& a, const ir::Expr& b) const {
    c.json(a, Form::as_is);
    c.sql << c.symbol(op);
    c.json(b, Form::as_is);
}

bool PostgresDialect::compare_exactly(Compiler& c, Op op, const ir::Expr& a, const ir::Expr& b) const {
    return compare_mixed_numbers(c, op, a, b, {"", "::bigint"});
}

void PostgresDialect::in_large_list(Compiler& c, const ir::Expr& value, const ir::Expr& list, bool expected) const {
    c.value(value);
    c.sql << (expected ? Fixed(" = any(") : Fixed(" <> all("));
    c.parameter(list, Form::list_as_array, c.binding_of(list));
    c.sql << "[])";
}

void PostgresDialect::list_rows(Compiler& c, const ir::Expr& list, std::size_t alias) const {
    c.sql << "unnest(";
    c.parameter(list, Form::list_as_array, c.binding_of(list));
    c.sql << "[]) as ";
    c.sql.alias(alias) << "(value)";
}

void PostgresDialect::list_value(Compiler& c, const ir::Expr&, std::size_t alias) const {
    c.sql.alias(alias) << ".value";
}

// --- text ---------------------------------------------------------------------------------------------------------------

void PostgresDialect::contains(Compiler& c, const ir::Expr& text, const ir::Expr& part, bool folded) const {
    c.sql << "strpos(";
    folded ? c.folded(text) : c.value(text);
    c.sql << ", ";
    folded ? c.folded(part) : c.value(part);
    c.sql << ") > 0";
}

void PostgresDialect::starts_with(Compiler& c, const ir::Expr& text, const ir::Expr& prefix) const {
    c.sql << "(";
    if (is_parameter(prefix)) {
        c.value(text);
        c.sql << " >= ";
        c.value(prefix);
        c.sql << " and (";
        c.value(prefix, Form::next_prefix);
        c.sql << " is null or ";
        c.value(text);
        c.sql << " < ";
        c.value(prefix, Form::next_prefix);
        c.sql << ")";
    } else {
        c.sql << "left(";
        c.value(text);
        c.sql << ", length(";
        c.value(prefix);
        c.sql << ")) = ";
        c.value(prefix);
    }
    c.sql << ")";
}

void PostgresDialect::ends_with(Compiler& c, const ir::Expr& text, const ir::Expr& suffix) const {
    c.sql << "right(";
    c.value(text);
    c.sql << ", length(";
    c.value(suffix);
    c.sql << ")) = ";
    c.value(suffix);
}

// Backslash is LIKE's own escape here: an ESCAPE clause would need a literal that depends on the session.
void PostgresDialect::like(Compiler& c, const ir::Expr& text, const ir::Expr& pattern, bool folded) const {
    folded ? c.folded(text) : c.value(text);
    c.sql << " like ";
    folded ? c.folded(pattern) : c.value(pattern);
}

void PostgresDialect::regex(Compiler& c, const ir::Expr& text, const ir::Expr& pattern) const {
    c.value(text);
    c.sql << " ~ ";
    c.value(pattern, Form::regex);
}

void PostgresDialect::fold(Compiler& c, const ir::Expr& text, bool upper) const {
    c.sql << (upper ? Fixed("upper(") : Fixed("lower("));
    c.value(text);
    c.sql << " collate \"C\")";
}

// --- statements ---------------------------------------------------------------------------------------------------------

// A constant is taken for a column's number, unless it has a type.
void PostgresDialect::group_key(Compiler& c, const ir::Expr& by) const {
    c.value(by);
    if (is_empty_constant(by)) c.sql << "::text";
}

// It has one for each language that its ICU knows.
void PostgresDialect::collate(Sql& sql, std::string_view language) const {
    sql << " collate " << Identifier(std::string(language) + "-x-icu");
}
void PostgresDialect::collate_bytes(Sql& sql) const { sql << " collate \"C\""; }

void PostgresDialect::order_key(Compiler& c, const ir::Order& order) const {
    check_order(c, order.by);
    order_value(c, order.by);
    if (order.descending) c.sql << " desc";
    if (!order.by.nullable) return;
    const bool declared_first = !order.descending;
    const bool first = order.empties == ir::Empties::as_declared ? declared_first : order.empties == ir::Empties::first;
    if (first && !order.descending) c.sql << " nulls first";
    if (!first && order.descending) c.sql << " nulls last";
}

// Another transaction may have changed the row that was found: then its condition is asked again, or the next row taken.
void PostgresDialect::lock_selected(Sql& sql) const { sql << " for update"; }

}  // namespace tenon::sql
