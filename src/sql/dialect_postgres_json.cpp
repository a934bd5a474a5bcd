// PostgreSQL's nested values: jsonb.

#include "query/expression.hpp"
#include "sql/compiler.hpp"
#include "sql/dialect_postgres.hpp"
#include <tenon/error.hpp>

namespace tenon::sql {

using ir::Op;
using query::Capability;

namespace {

/// Each key of the way; `last` stands before the last one.
void steps(Compiler& c, const Place& place, Fixed last) {
    const std::size_t before = place.path.keys().size();
    const std::size_t count = before + (place.key != nullptr ? 1 : 0) + place.behind.keys().size();
    for (std::size_t i = 0; i < count; ++i) {
        c.sql << (i + 1 < count ? Fixed(" -> ") : last);
        if (i == before && place.key != nullptr)
            c.parameter(*place.key, Form::as_is, {.cast = "text"});
        else
            c.sql.literal(i < before ? place.path.keys()[i] : place.behind.keys()[i - before - 1]);
    }
}

/// What the first steps of a json_at lead to.
void led_by(Compiler& c, const ir::Expr& e, std::size_t steps) {
    c.json(e.args.at(0), Form::as_is);
    for (std::size_t i = 1; i <= steps; ++i) {
        c.sql << " -> ";
        if (query::is_json_key(e.args[i])) {
            c.parameter(e.args[i], Form::as_is, {.cast = "text"});
        } else {
            c.value(e.args[i]);
            c.sql << "::integer";
        }
    }
}

// `->` with a number takes a scalar for an array of one: so each array is looked at.
void part_of_json(Compiler& c, const ir::Expr& e) {
    bool has_index = false;
    for (std::size_t i = 1; i < e.args.size(); ++i) {
        if (query::is_json_key(e.args[i])) continue;
        c.sql << (has_index ? Fixed(" and jsonb_typeof(") : Fixed("case when jsonb_typeof("));
        led_by(c, e, i - 1);
        c.sql << ") = 'array'";
        has_index = true;
    }
    if (has_index) c.sql << " then ";
    led_by(c, e, e.args.size() - 1);
    if (has_index) c.sql << " end";
}

}  // namespace

void PostgresDialect::json_at(Compiler& c, const Place& place) const {
    if (place.path.empty() && place.key == nullptr) return c.base(place);
    c.sql << "(";
    c.base(place);
    steps(c, place, " -> ");
    c.sql << ")";
}

void PostgresDialect::json_text(Compiler& c, const Place& place) const {
    c.sql << "(";
    c.base(place);
    if (place.path.empty() && place.key == nullptr) c.sql << " #>> '{}'";
    steps(c, place, " ->> ");
    c.sql << ")";
}

void PostgresDialect::nested_scalar(Compiler& c, const Place& place) const {
    const BaseType base = place.type->base;
    if (base == BaseType::text || base == BaseType::enumeration || base == BaseType::object_id) {
        c.sql << "(";
        json_text(c, place);
        c.sql << " collate \"C\")";
    } else if (base == BaseType::bytes) {
        c.sql << "decode(";
        json_text(c, place);
        c.sql << ", 'base64')";
    } else {
        json_text(c, place);
        c.sql << "::" << binding(*place.type).cast;
    }
}

void PostgresDialect::nested_value(Compiler& c, const Place& place) const {
    c.sql << "nullif(";
    json_at(c, place);
    c.sql << ", 'null'::jsonb)";
}

void PostgresDialect::json_part(Compiler& c, const ir::Expr& e) const {
    const auto part = [&](Fixed before, Fixed after) {
        c.sql << before << "(";
        part_of_json(c, e);
        c.sql << ")" << after;
    };
    switch (static_cast<ir::JsonPart>(e.detail)) {
    case ir::JsonPart::type:
        part("(case jsonb_typeof(", ") when 'string' then 'text' ");
        if (e.args.size() == 1) c.sql << "when 'null' then null ";  // as a whole, it is an empty one
        return part("else jsonb_typeof(", ") end collate \"C\")");
    case ir::JsonPart::text:
        part("(case jsonb_typeof(", ") when 'string' then ");
        return part("", " #>> '{}' end collate \"C\")");
    case ir::JsonPart::int64:
        part("case jsonb_typeof(", ") when 'number' then case when ");
        part("", "::numeric % 1 = 0 and ");
        part("", "::numeric between -9223372036854775808 and 9223372036854775807 then ");
        return part("", "::bigint end end");
    case ir::JsonPart::real:
        part("case jsonb_typeof(", ") when 'number' then ");
        return part("(", " #>> '{}')::double precision end");
    default: part("case ", " when 'true'::jsonb then true when 'false'::jsonb then false end");
    }
}

void PostgresDialect::map_rename(Compiler& c, const ir::Expr& e) const {
    const auto map = [&] { c.json(e.args.at(0), Form::as_is); };
    const auto key = [&](std::size_t i) { c.parameter(e.args.at(i), Form::as_is, {.cast = "text"}); };
    const auto member = [&] {
        map();
        c.sql << " -> ";
        key(1);
    };
    c.sql << "case when (";
    member();
    c.sql << ") is null then ";
    map();
    c.sql << " else (";
    map();
    c.sql << " - ";
    key(1);
    c.sql << ") || jsonb_build_object(";
    key(2);
    c.sql << ", ";
    member();
    c.sql << ") end";
}

void PostgresDialect::elements(Compiler& c, const Place& array, std::size_t alias) const {
    c.sql << "jsonb_array_elements(";
    if (array.is_column()) {
        c.base(array);
    } else {
        c.sql << "case jsonb_typeof(";
        json_at(c, array);
        c.sql << ") when 'array' then ";
        json_at(c, array);
        c.sql << " end";
    }
    c.sql << ") as ";
    c.sql.alias(alias) << "(value)";
}

void PostgresDialect::array_size(Compiler& c, const Place& array) const {
    if (array.type->base == BaseType::map) {
        c.sql << "(select count(*) from jsonb_object_keys(case jsonb_typeof(";
        json_at(c, array);
        c.sql << ") when 'object' then ";
        json_at(c, array);
        c.sql << " end))";
        return;
    }
    c.sql << "case jsonb_typeof(";
    json_at(c, array);
    c.sql << ") when 'array' then jsonb_array_length(";
    json_at(c, array);
    c.sql << ") else 0 end";
}

// `@>` of an array and a scalar, or an array of scalars, asks for equal elements, and can use a GIN index.
bool PostgresDialect::array_contains(Compiler& c, const Place& array, const ir::Expr& value) const {
    if (!is_parameter(value) || !json_is_exact(array.type->elements.at(0).base)) return false;
    if ((value.flags & ir::meets_integer) != 0) return false;
    if (value.type == BaseType::decimal) return false;                                     // which is text inside JSON
    if (is_real(value.type) && is_integer(array.type->elements.at(0).base)) return false;  // great ones are text there
    json_at(c, array);
    c.sql << " @> ";
    const bool whole_list = value.op == Op::list && value.path.empty();
    c.parameter(value, whole_list ? Form::list_as_json : Form::as_is, {.storage = Storage::json, .cast = "jsonb"});
    return true;
}

void PostgresDialect::set_members(Compiler& c, const Whole& whole, const std::vector<MemberChange>& changes) const {
    for (std::size_t i = 0; i < changes.size(); ++i) c.sql << "jsonb_set(";
    whole();
    for (const MemberChange& change : changes) {
        c.sql << ", array[";
        for (std::size_t i = 0; i < change.path.keys().size(); ++i) {
            if (i > 0) c.sql << ", ";
            c.sql.literal(change.path.keys()[i]);
        }
        c.sql << "], ";
        c.assigns(change.name);
        assigned_member(c, *change.type, *change.value);
        c.sql << ")";
    }
}

// What isn't in the range of the member overflows a bigint, as what isn't in that of a column does.
void PostgresDialect::assigned_integer(Compiler& c, const schema::Type& type, const ir::Expr& value) const {
    const std::optional<IntegerRange> range = range_to_check(type, value);
    const auto within = [&](Fixed before, Fixed after) {
        c.sql << before;
        c.value(value);
        c.sql << after;
    };
    within("case when ", " between ");
    c.sql << (range ? range->low : -9007199254740992) << " and "
          << (range && range->is_narrow() ? range->high : 9007199254740992);
    within(" then to_jsonb(", ")");
    if (range && !range->is_narrow()) within(" when ", " > 0");
    if (!range || !range->is_narrow()) within(range ? Fixed(" then to_jsonb(") : Fixed(" else to_jsonb("), "::text)");
    if (range) within(" else to_jsonb((-9223372036854775808 - abs(", "))::bigint)");
    c.sql << " end";
}

// What no float holds overflows a real, as it does in a column.
void PostgresDialect::assigned_real(Compiler& c, const schema::Type& type, const ir::Expr& value) const {
    if (!is_float_to_check(type, value)) return c.value(value);
    c.sql << "(case when abs(";
    c.value(value);
    c.sql << ") <= 3.4028234663852886e+38 then ";
    c.value(value);
    c.sql << " else ";
    c.value(value);
    c.sql << "::real end)";
}

// jsonb_set of a NULL is NULL: an empty value is JSON's null.
void PostgresDialect::assigned_member(Compiler& c, const schema::Type& type, const ir::Expr& value) const {
    if (is_empty_constant(value)) {
        c.sql << "'null'::jsonb";
        return;
    }
    c.sql << "coalesce(";
    if (is_parameter(value)) {
        c.parameter(value, Form::as_is, {.storage = Storage::json, .cast = "jsonb"});
    } else if (is_nested(type.base)) {
        c.json(value, Form::as_is);
    } else if (is_extreme_of_parameter(value)) {
        c.nested_extreme(value,
                         [&] { c.parameter(value.args[1], Form::as_is, {.storage = Storage::json, .cast = "jsonb"}); });
    } else if (is_integer(type.base)) {
        assigned_integer(c, type, value);
    } else if (is_real(type.base)) {  // with a point, or great ones read as integers that no double holds
        c.sql << "to_jsonb(";
        assigned_real(c, type, value);
        c.sql << "::text::numeric + 0.0)";
    } else if (is_copied_into_json(type.base)) {
        c.sql << "to_jsonb(";
        c.value(value);
        c.sql << ")";
    } else {
        query::require(backend(), Capability::nested_assignment);
    }
    c.sql << ", 'null'::jsonb)";
}

}  // namespace tenon::sql
