// MariaDB's nested values: JSON text. Its json_value() gives scalars as text, null for all else.

#include "query/expression.hpp"
#include "sql/compiler.hpp"
#include "sql/dialect_mariadb.hpp"
#include <tenon/error.hpp>

namespace tenon::sql {

using ir::Op;
using query::Capability;

namespace {

/// A scalar of this type out of its text inside JSON, which `text` writes.
template <class Text>
void from_text(Compiler& c, const schema::Type& type, Text text) {
    const auto within = [&](Fixed before, Fixed after) {
        c.sql << before;
        text();
        c.sql << after;
    };
    switch (type.base) {
    case BaseType::int8:
    case BaseType::int16:
    case BaseType::int32:
    case BaseType::int64:
    case BaseType::uint8:
    case BaseType::uint16:
    case BaseType::uint32: return within("cast(", " as signed)");
    case BaseType::uint64: return within("cast(", " as unsigned)");
    case BaseType::float32:
    case BaseType::float64: return within("cast(", " as double)");
    case BaseType::decimal:
        within("cast(", " as decimal(65,");
        c.sql << std::uint64_t{type.scale} << "))";
        return;
    case BaseType::bytes: return within("from_base64(", ")");
    case BaseType::timestamp: return within("cast(trim(trailing 'Z' from ", ") as datetime(6))");
    case BaseType::date: return within("cast(", " as date)");
    case BaseType::time: return within("cast(", " as time(6))");
    case BaseType::uuid: return within("unhex(replace(", ", '-', ''))");
    default: return within("", " collate utf8mb4_nopad_bin");
    }
}

/// The way to a value, which a key of a map is part of as data.
void json_path(Compiler& c, const Place& place) {
    if (place.key == nullptr) {
        c.sql.literal(place.path.text());
        return;
    }
    c.sql << "concat(";
    c.sql.literal(place.path.text() + ".") << ", json_quote(";
    c.value(*place.key);
    c.sql << ")";
    if (!place.behind.empty()) {
        c.sql << ", ";
        c.sql.literal(place.behind.text().substr(1));
    }
    c.sql << ")";
}

// Of the database's own character set without one, and a letter that this lacks becomes a question mark.
constexpr Fixed json_table_text = "longtext character set utf8mb4";

/// Behind the bracket of a function: the Json, the way of the steps, and the bracket that closes it. `[0]` takes all but
/// an array for an array of one, and `[*]` doesn't: elements are sought among all elements.
void led_to(Compiler& c, const ir::Expr& e) {
    for (std::size_t i = 1; i < e.args.size(); ++i)
        if (!query::is_json_key(e.args[i])) c.sql << "json_extract(";
    c.json(e.args.at(0), Form::as_is);
    c.sql << ", concat('$'";
    for (std::size_t i = 1; i < e.args.size(); ++i) {
        const bool is_key = query::is_json_key(e.args[i]);
        c.sql << (is_key ? Fixed(", '.', json_quote(") : Fixed(", '[*]')), concat('$', '[', "));
        c.value(e.args[i]);
        c.sql << (is_key ? Fixed(")") : Fixed(", ']'"));
    }
    c.sql << "))";
}

bool is_one_text(const schema::Type& element) { return !is_nested(element.base); }

}  // namespace

void MariadbDialect::json_at(Compiler& c, const Place& place) const {
    if (place.path.empty() && place.key == nullptr) return c.base(place);
    c.sql << "json_extract(";
    c.base(place);
    c.sql << ", ";
    json_path(c, place);
    c.sql << ")";
}

void MariadbDialect::nested_scalar(Compiler& c, const Place& place) const {
    const bool is_whole = place.path.empty() && place.key == nullptr;
    const auto text = [&] {
        if (is_whole) return c.base(place);
        c.sql << "json_value(";
        c.base(place);
        c.sql << ", ";
        json_path(c, place);
        c.sql << ")";
    };
    if (place.type->base != BaseType::boolean) return from_text(c, *place.type, text);
    c.sql << "(";
    text();
    c.sql << (is_whole ? Fixed(" = 'true')") : Fixed(" = '1')"));  // json_table and json_value differ here
}

void MariadbDialect::nested_value(Compiler& c, const Place& place) const {
    c.sql << "case json_type(";
    json_at(c, place);
    c.sql << ") when 'NULL' then null else ";
    json_at(c, place);
    c.sql << " end";
}

// As a condition by itself, json_equals() of a NULL counts as true: it has to be compared.
void MariadbDialect::compare_nested(Compiler& c, Op op, const ir::Expr& a, const ir::Expr& b) const {
    const bool same = op == Op::same || op == Op::not_same;
    const Fixed answer = op == Op::eq || op == Op::same ? Fixed(" = 1") : Fixed(" = 0");
    c.sql << (same ? Fixed("coalesce(json_equals(") : Fixed("json_equals("));
    c.json(a, Form::as_is);
    c.sql << ", ";
    c.json(b, Form::as_is);
    c.sql << ")";
    if (same) {
        c.sql << ", ";
        c.json(a, Form::as_is);
        c.sql << " is null and ";
        c.json(b, Form::as_is);
        c.sql << " is null)";
    }
    c.sql << answer;
}

void MariadbDialect::list_rows(Compiler& c, const ir::Expr& list, std::size_t alias) const {
    c.sql << "json_table(";
    Binding binding = c.binding_of(list);
    if (list.type == BaseType::uuid) binding.storage = Storage::uuid_text;  // as everywhere inside JSON
    c.parameter(list, Form::list_as_json, binding);
    c.sql << ", '$[*]' columns (value " << json_table_text << " path '$')) as ";
    c.sql.alias(alias);
}

void MariadbDialect::list_value(Compiler& c, const ir::Expr& list, std::size_t alias) const {
    schema::Type type = plain_type(list.type);
    if (list.type == BaseType::decimal) type.scale = 38;
    from_text(c, type, [&] { c.sql.alias(alias) << ".value"; });
}

void MariadbDialect::json_part(Compiler& c, const ir::Expr& e) const {
    const auto at = [&](Fixed function) {
        c.sql << function;
        if (e.args.size() > 1) return led_to(c, e);
        c.json(e.args.at(0), Form::as_is);
        c.sql << ", '$')";
    };
    const auto type = [&](Fixed after) {
        c.sql << "case json_type(";
        at("json_extract(");
        c.sql << ")" << after;
    };
    const auto text = [&](Fixed before, Fixed after) {
        c.sql << before;
        at("json_value(");
        c.sql << after;
    };
    switch (static_cast<ir::JsonPart>(e.detail)) {
    case ir::JsonPart::type:
        c.sql << "(";
        type(" when 'STRING' then 'text' when 'INTEGER' then 'number' when 'DOUBLE' then 'number' when 'BOOLEAN' then "
             "'boolean' when 'OBJECT' then 'object' when 'ARRAY' then 'array'");
        if (e.args.size() > 1) c.sql << " when 'NULL' then 'null'";  // as a whole, it is an empty one
        c.sql << " end collate utf8mb4_nopad_bin)";
        return;
    case ir::JsonPart::text:
        c.sql << "(";
        type(" when 'STRING' then ");
        return text("", " end collate utf8mb4_nopad_bin)");
    case ir::JsonPart::int64:
        type(" when 'INTEGER' then case when ");
        text("cast(", " as decimal(65)) between -9223372036854775808 and 9223372036854775807 then ");
        text("cast(", " as signed) end when 'DOUBLE' then case when ");
        text("cast(", " as double) = ");
        text("truncate(cast(", " as double), 0) and ");
        text("cast(", " as double) >= -9223372036854775808e0 and ");
        text("cast(", " as double) < 9223372036854775808e0 then ");
        return text("cast(cast(", " as double) as signed) end end");
    case ir::JsonPart::real:
        type(" when 'INTEGER' then ");
        text("cast(", " as double) when 'DOUBLE' then ");
        return text("cast(", " as double) end");
    default: type(" when 'BOOLEAN' then "); text("", " = '1' end");
    }
}

void MariadbDialect::map_rename(Compiler& c, const ir::Expr& e) const {
    const auto map = [&] { c.json(e.args.at(0), Form::as_is); };
    const auto way = [&](std::size_t i) {
        c.sql << ", concat('$.', json_quote(";
        c.value(e.args.at(i));
        c.sql << "))";
    };
    c.sql << "case when json_contains_path(";
    map();
    c.sql << ", 'one'";
    way(1);
    c.sql << ") = 1 then json_set(json_remove(";
    map();
    way(1);
    c.sql << ")";
    way(2);
    c.sql << ", json_extract(";
    map();
    way(1);
    c.sql << ")) else ";
    map();
    c.sql << " end";
}

void MariadbDialect::elements(Compiler& c, const Place& array, std::size_t alias) const {
    c.sql << "json_table(";
    json_at(c, array);
    c.sql << ", '$[*]' columns (value " << (is_one_text(array.type->elements.at(0)) ? json_table_text : Fixed("json"))
          << " path '$')) as ";
    c.sql.alias(alias);
}

void MariadbDialect::array_size(Compiler& c, const Place& array) const {
    c.sql << "case json_type(";
    json_at(c, array);
    c.sql << (array.type->base == BaseType::map ? Fixed(") when 'OBJECT' then") : Fixed(") when 'ARRAY' then"));
    c.sql << " json_length(";
    json_at(c, array);
    c.sql << ") else 0 end";
}

void MariadbDialect::set_members(Compiler& c, const Whole& whole, const std::vector<MemberChange>& changes) const {
    c.sql << "json_set(";
    whole();
    for (const MemberChange& change : changes) {
        c.sql << ", ";
        c.sql.literal(change.path.text()) << ", ";
        c.assigns(change.name);
        assigned_member(c, *change.type, *change.value);
    }
    c.sql << ")";
}

// What isn't in the range of the member is beyond a bigint, and an error, as what isn't in that of a column is.
void MariadbDialect::assigned_integer(Compiler& c, const schema::Type& type, const ir::Expr& value) const {
    const std::optional<IntegerRange> range = range_to_check(type, value);
    const auto within = [&](Fixed before, Fixed after) {
        c.sql << before;
        c.value(value);
        c.sql << after;
    };
    within("case when ", " between ");
    c.sql << (range ? range->low : -9007199254740992) << " and "
          << (range && range->is_narrow() ? range->high : 9007199254740992);
    within(" then cast(", " as char)");
    if (range && !range->is_narrow()) within(" when ", " > 0 then json_quote(cast(");
    if (range && !range->is_narrow()) within("", " as char))");
    if (!range) within(" else json_quote(cast(", " as char))");
    if (range) within(" else cast(-9223372036854775807 - 1 - abs(", ") as char)");
    c.sql << " end";
}

// What no float holds is beyond a double, and an error, as what isn't in the range of a column is.
void MariadbDialect::assigned_real(Compiler& c, const schema::Type& type, const ir::Expr& value) const {
    if (!is_float_to_check(type, value)) return c.value(value);
    c.sql << "case when abs(";
    c.value(value);
    c.sql << ") <= 3.4028234663852886e38 then ";
    c.value(value);
    c.sql << " else exp(abs(";
    c.value(value);
    c.sql << ")) end";
}

// A column has its bytes; inside JSON it is text, as everywhere.
void MariadbDialect::uuid_text(Compiler& c, const ir::Expr& value) {
    c.sql << "json_quote(lower(insert(insert(insert(insert(hex(";
    c.value(value);
    c.sql << "), 21, 0, '-'), 17, 0, '-'), 13, 0, '-'), 9, 0, '-')))";
}

// json_extract(…, '$') marks text as JSON.
void MariadbDialect::assigned_member(Compiler& c, const schema::Type& type, const ir::Expr& value) const {
    if (is_empty_constant(value)) {
        c.sql << "null";
        return;
    }
    if (is_real(type.base) && !is_extreme_of_parameter(value)) {
        c.sql << "cast(";
        assigned_real(c, type, value);
        c.sql << " as double)";
        return;
    }
    c.sql << "json_extract(";
    if (is_parameter(value)) {
        c.parameter(value, Form::as_is, {.storage = Storage::json});
    } else if (is_nested(type.base)) {
        c.json(value, Form::as_is);
    } else if (is_extreme_of_parameter(value)) {
        c.nested_extreme(value, [&] { c.parameter(value.args[1], Form::as_is, {.storage = Storage::json}); });
    } else if (type.base == BaseType::boolean) {
        c.sql << "case ";
        c.value(value);
        c.sql << " when 1 then 'true' when 0 then 'false' end";
    } else if (is_integer(type.base)) {
        assigned_integer(c, type, value);
    } else if (type.base == BaseType::uuid) {
        uuid_text(c, value);
    } else if (is_copied_into_json(type.base)) {
        c.sql << "json_quote(cast(";
        c.value(value);
        c.sql << " as char))";
    } else {
        query::require(backend(), Capability::nested_assignment);
    }
    c.sql << ", '$')";
}

}  // namespace tenon::sql
