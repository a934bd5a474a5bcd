// SQLite's nested values: JSON text.

#include "sql/compiler.hpp"
#include "sql/dialect_sqlite.hpp"
#include <tenon/error.hpp>

namespace tenon::sql {

using ir::Op;
using query::Capability;

namespace {

/// SQLite takes its JSON functions for unsafe in a schema that is not trusted.
void refuse_definition(const Compiler& c) {
    if (c.is_definition())
        throw SchemaError(
            "on SQLite a table's definition can't look into nested values: keep what it looks at in a field "
            "of its own");
}

}  // namespace

void SqliteDialect::extracted(Compiler& c, const Place& place) const {
    if (!place.is_column()) refuse_definition(c);
    if (place.key != nullptr) return map_entry(c, place);
    if (place.path.empty()) return c.base(place);
    if (!place.path.is_plain()) return key_by_key(c, place);
    c.sql << "json_extract(";
    c.base(place);
    c.sql << ", ";
    c.sql.literal(place.path.text()) << ")";
}

// A key is compared, whatever it is: no path could hold every key.
void SqliteDialect::map_entry(Compiler& c, const Place& place) const {
    if (!place.behind.is_plain()) throw SchemaError("SQLite can't reach into a key that holds a quote or a backslash");
    if (!place.behind.empty()) c.sql << "json_extract(";
    Place map = place;
    map.key = nullptr;
    c.sql << "(select value from json_each(";
    extracted(c, map);
    c.sql << ") where key = ";
    c.value(*place.key);
    c.sql << ")";
    if (place.behind.empty()) return;
    c.sql << ", ";
    c.sql.literal(place.behind.text()) << ")";
}

// Its path language has no way to name a key that holds a quote or a backslash: such a key is compared instead.
void SqliteDialect::key_by_key(Compiler& c, const Place& place) const {
    const std::vector<std::string>& keys = place.path.keys();
    for (std::size_t i = 0; i < keys.size(); ++i) c.sql << "(select value from json_each(";
    c.base(place);
    for (const std::string& key : keys) {
        c.sql << ") where key = ";
        c.sql.literal(key) << ")";
    }
}

void SqliteDialect::nested_scalar(Compiler& c, const Place& place) const {
    const auto within = [&](Fixed before, Fixed after) {
        c.sql << before;
        extracted(c, place);
        c.sql << after;
    };
    switch (place.type->base) {
    case BaseType::int8:
    case BaseType::int16:
    case BaseType::int32:
    case BaseType::int64:
    case BaseType::uint8:
    case BaseType::uint16:
    case BaseType::uint32:
    case BaseType::uint64: return within("cast(", " as integer)");
    case BaseType::float32:
    case BaseType::float64: return within("cast(", " as real)");
    case BaseType::bytes: return within("tenon_from_base64(", ")");
    case BaseType::timestamp:
        if (place.type->stored_as_text) throw SchemaError("a nested timestamp is stored in its own way: not as text");
        return within("tenon_microseconds(", ")");
    case BaseType::decimal:
        if (is_text_decimal(*place.type)) query::require(backend(), Capability::nested_decimals);
        within("tenon_scaled(", ", ");
        c.sql << static_cast<std::int64_t>(place.type->scale) << ")";
        return;
    default: return within("", "");
    }
}

void SqliteDialect::nested_value(Compiler& c, const Place& place) const {
    if (place.key != nullptr) return map_entry(c, place);  // asked for only whether there is one
    if (place.path.empty()) {
        const bool always_text = place.type->base != BaseType::json && place.type->base != BaseType::variant;
        if (always_text) return c.base(place);
        c.sql << "case ";
        c.sql.alias(place.scope.alias) << ".type when 'object' then ";
        c.base(place);
        c.sql << " when 'array' then ";
        c.base(place);
        c.sql << " when 'true' then 'true' when 'false' then 'false' when 'null' then null else json_quote(";
        c.base(place);
        c.sql << ") end";
        return;
    }
    refuse_definition(c);
    if (!place.path.is_plain()) throw SchemaError("SQLite can't reach into a key that holds a quote or a backslash");
    c.sql << "nullif(";
    c.base(place);
    c.sql << " -> ";
    c.sql.literal(place.path.text()) << ", 'null')";
}

// Its own functions read great numbers as doubles, and have no path for every key.
void SqliteDialect::json_part(Compiler& c, const ir::Expr& e) const {
    refuse_definition(c);
    c.sql << "tenon_json_at(" << std::int64_t{e.detail} << ", ";
    c.json(e.args.at(0), Form::as_is);
    for (std::size_t i = 1; i < e.args.size(); ++i) {
        c.sql << ", ";
        c.value(e.args[i]);
    }
    c.sql << ")";
}

void SqliteDialect::map_rename(Compiler& c, const ir::Expr& e) const {
    c.sql << "tenon_rename_key(";
    c.json(e.args.at(0), Form::as_is);
    c.sql << ", ";
    c.value(e.args.at(1));
    c.sql << ", ";
    c.value(e.args.at(2));
    c.sql << ")";
}

void SqliteDialect::canonical(Compiler& c, const ir::Expr& e) const {
    if (e.op == Op::param) return c.value(e, Form::canonical_json);
    c.sql << "tenon_canonical_json(";
    c.json(e, Form::as_is);
    c.sql << ")";
}

void SqliteDialect::compare_nested(Compiler& c, Op op, const ir::Expr& a, const ir::Expr& b) const {
    canonical(c, a);
    c.sql << c.symbol(op);
    canonical(c, b);
}

void SqliteDialect::elements(Compiler& c, const Place& array, std::size_t alias) const {
    c.sql << "json_each(";
    extracted(c, array);
    c.sql << ") as ";
    c.sql.alias(alias);
}

void SqliteDialect::array_size(Compiler& c, const Place& array) const {
    if (array.type->base == BaseType::map) {
        c.sql << "(select count(*) from json_each(";
        extracted(c, array);
        c.sql << "))";
        return;
    }
    c.sql << "coalesce(json_array_length(";
    extracted(c, array);
    c.sql << "), 0)";
}

void SqliteDialect::set_members(Compiler& c, const Whole& whole, const std::vector<MemberChange>& changes) const {
    c.sql << "json_set(";
    whole();
    for (const MemberChange& change : changes) {
        if (!change.path.is_plain()) throw SchemaError("SQLite can't set a key that holds a quote or a backslash");
        c.sql << ", ";
        c.sql.literal(change.path.text()) << ", ";
        c.assigns(change.name);
        assigned_member(c, *change.type, *change.value);
    }
    c.sql << ")";
}

namespace {

void real(Compiler& c, const schema::Type& type, const ir::Expr& value) {
    if (!is_float_to_check(type, value)) return c.value(value);
    c.sql << "tenon_fits_float(";
    c.value(value);
    c.sql << ", ";
    c.assigned_path();
    c.sql << ")";
}

}  // namespace

void SqliteDialect::assigned_member(Compiler& c, const schema::Type& type, const ir::Expr& value) const {
    if (is_empty_constant(value)) {
        c.sql << "null";
    } else if (is_parameter(value)) {
        c.sql << "json(";
        c.parameter(value, Form::as_is, {.storage = Storage::json});
        c.sql << ")";
    } else if (is_nested(type.base)) {
        c.sql << "json(";
        c.json(value, Form::as_is);
        c.sql << ")";
    } else if (is_extreme_of_parameter(value)) {
        c.sql << "json(";
        c.nested_extreme(value, [&] { c.parameter(value.args[1], Form::as_is, {.storage = Storage::json}); });
        c.sql << ")";
    } else if (type.base == BaseType::boolean) {
        c.sql << "json(case ";
        c.value(value);
        c.sql << " when 1 then 'true' when 0 then 'false' end)";
    } else if (is_integer(type.base)) {
        assigned_integer(c, type, value);
    } else if (is_real(type.base)) {
        c.sql << "json(tenon_json_real(";
        real(c, type, value);
        c.sql << "))";
    } else if (is_copied_into_json(type.base)) {
        c.value(value);
    } else {
        query::require(backend(), Capability::nested_assignment);
    }
}

void SqliteDialect::assigned_integer(Compiler& c, const schema::Type& type, const ir::Expr& value) const {
    const std::optional<IntegerRange> range = range_to_check(type, value);
    const auto number = [&] {
        if (!range) return c.value(value);
        c.sql << "tenon_fits(";
        c.value(value);
        c.sql << ", " << range->low << ", " << range->high << ", ";
        c.assigned_path();
        c.sql << ")";
    };
    if (range && range->is_narrow()) return number();
    c.sql << "case when ";
    number();
    c.sql << " between -9007199254740992 and 9007199254740992 then ";
    c.value(value);
    c.sql << " else cast(";
    c.value(value);
    c.sql << " as text) end";
}

void SqliteDialect::assigned_value(Compiler& c, const schema::Type& type, const ir::Expr& value) const {
    if (type.base == BaseType::decimal && !is_parameter(value) && !is_empty_constant(value)) {
        const int scale = scale_of(value).value_or(type.scale);
        const bool from_text = is_place(value) && is_text_decimal(*value.declared);
        const bool text = is_text_decimal(type) || from_text;
        if (text && scale == type.scale && from_text == is_text_decimal(type)) return c.value(value);
        if (text || scale > type.scale) query::require(backend(), Capability::decimal_arithmetic);
        return assigned_decimal(c, value, type.scale);
    }
    if (type.base == BaseType::json && !type.nullable && is_empty_constant(value)) {
        c.sql << "'null'";
        return;
    }
    if (is_float_to_check(type, value)) return real(c, type, value);
    if (!assign_time(c, type, value)) Dialect::assigned_value(c, type, value);
}

}  // namespace tenon::sql
