// Fields, elements and parameters: where values come from.

#include <array>
#include <limits>

#include "sql/compiler.hpp"
#include <tenon/error.hpp>

namespace tenon::sql {
namespace {

[[noreturn]] void no_path(const schema::Type& type) {
    throw QueryError("a path can't go into a value of type " + std::string(name_of(type.base)) + " in SQL");
}

const schema::Field& member_of(const schema::Type& type, std::uint16_t index) {
    if (type.base != BaseType::structure || index >= type.members.size()) no_path(type);
    return type.members[index];
}

}  // namespace

TableName table_of(const schema::Model& model, const Dialect& dialect) {
    TableName name{std::nullopt, Identifier(model.table)};
    if (model.table_schema.empty()) return name;
    if (!dialect.has_schema(model.table_schema))
        query::require(dialect.backend(), query::Capability::table_schemas,
                       "model " + model.name + ", the table " + model.full_table());
    name.schema = Identifier(model.table_schema);
    return name;
}

Identifier column_of(const schema::Model& model, std::uint16_t field) {
    if (field >= model.fields.size()) throw QueryError("the model " + model.name + " has no such field");
    return Identifier(model.fields[field].column);
}

Identifier index_column_of(const schema::Model& model, std::uint16_t field) {
    if (field >= model.fields.size()) throw QueryError("the model " + model.name + " has no such field");
    return Identifier(model.fields[field].index_column());
}

bool json_is_exact(BaseType base) noexcept {
    // A decimal has several texts, 1.1 and 1.10; an instant's digits vary; a variant's shape is its writer's.
    return base != BaseType::decimal && base != BaseType::timestamp && !is_nested(base);
}

bool is_copied_into_json(BaseType base) noexcept {
    return base == BaseType::boolean || is_real(base) || base == BaseType::text || base == BaseType::enumeration ||
           base == BaseType::object_id || base == BaseType::date || base == BaseType::uuid;
}

ir::Expr target_of(const ir::Assignment& assignment) {
    ir::Expr target;
    target.op = ir::Op::field;
    target.path = assignment.path;
    return target;
}

std::string name_inside(const schema::Field& field, std::span<const std::uint16_t> path) {
    std::string name = field.name;
    const schema::Field* leg = &field;
    for (std::size_t i = 1; i < path.size(); ++i) {
        leg = &member_of(leg->type, path[i]);
        name += "." + leg->name;
    }
    return name;
}

std::optional<IntegerRange> range_of(BaseType base) noexcept {
    switch (base) {
    case BaseType::int8: return IntegerRange{-128, 127};
    case BaseType::int16: return IntegerRange{-32768, 32767};
    case BaseType::int32: return IntegerRange{-2147483648LL, 2147483647LL};
    case BaseType::uint8: return IntegerRange{0, 255};
    case BaseType::uint16: return IntegerRange{0, 65535};
    case BaseType::uint32: return IntegerRange{0, 4294967295LL};
    case BaseType::uint64: return IntegerRange{0, std::numeric_limits<std::int64_t>::max()};
    default: return std::nullopt;
    }
}

std::optional<IntegerRange> range_to_check(const schema::Type& type, const ir::Expr& value) {
    const bool is_within = value.op == ir::Op::constant || (is_place(value) && value.type == type.base);
    return is_within ? std::nullopt : range_of(type.base);
}

bool is_float_to_check(const schema::Type& type, const ir::Expr& value) noexcept {
    if (type.base != BaseType::float32 || is_integer(value.type) || value.op == ir::Op::constant) return false;
    return !is_parameter(value) && !(is_place(value) && value.type == BaseType::float32);
}

ir::Expr element_of(const ir::Expr& list, std::size_t number) {
    ir::Expr element = list;
    element.path = {static_cast<std::uint16_t>(number)};
    element.known_empty = false;
    return element;
}

std::size_t placeholders_of(const ir::Expr& list) noexcept {
    constexpr std::array<std::size_t, 6> sizes{0, 1, 2, 4, 8, 0};
    return list.size_class < sizes.size() ? sizes[list.size_class] : 0;
}

Place Compiler::place(const ir::Expr& e) const {
    if (query::is_step_inside(e.op)) return place_inside(e);
    Place place;
    if (e.scope == hidden_scope) {
        place.scope = hidden_;
    } else {
        if (e.scope >= scopes_.size()) throw QueryError("a field is named outside of its row");
        place.scope = scopes_[scopes_.size() - 1 - e.scope];
    }
    std::size_t next = 0;
    if (place.scope.model != nullptr) {
        if (e.path.empty() || e.path[0] >= place.scope.model->fields.size()) {
            throw QueryError("the model " + place.scope.model->name + " has no such field");
        }
        place.column = &place.scope.model->fields[e.path[0]];
        place.folded = e.folded;
        place.type = &place.column->type;
        next = 1;
    } else {
        place.type = place.scope.element;
    }
    for (; next < e.path.size(); ++next) {
        const schema::Field& member = member_of(*place.type, e.path[next]);
        place.path.enter(member.column);
        place.type = &member.type;
    }
    return place;
}

Place Compiler::place_inside(const ir::Expr& e) const {
    Place inside = place(e.args.at(0));
    const schema::Type& whole = *inside.type;
    JsonPath* path = &inside.path;
    if (e.op == ir::Op::map_at) {
        inside.key = &e.args.at(1);
        path = &inside.behind;
    } else {
        inside.alternative = whole.alternatives.at(e.detail);
        inside.alternative_path = inside.path;
        inside.alternative_path.enter("type");
        inside.path.enter("value");
    }
    inside.type = &whole.elements.at(e.detail);
    for (const std::uint16_t leg : e.path) {
        const schema::Field& member = member_of(*inside.type, leg);
        path->enter(member.column);
        inside.type = &member.type;
    }
    return inside;
}

/// What a variant holds, as long as it is this alternative: the case keeps casts away from the values of others.
void Compiler::of_alternative(const Place& place) {
    Place name = place;
    name.alternative.clear();
    name.path = place.alternative_path;
    name.type = &plain_type(BaseType::text);
    Place held = place;
    held.alternative.clear();
    sql << "case ";
    scalar(name);
    sql << " when ";
    sql.literal(place.alternative) << " then ";
    is_nested(held.type->base) ? nested(held) : scalar(held);
    sql << " end";
}

void Compiler::base(const Place& place) {
    if (!is_definition()) sql.alias(place.scope.alias) << ".";
    if (place.column != nullptr) {
        sql << Identifier(place.folded ? place.column->folded_column() : place.column->column);
    } else {
        sql << "value";
    }
}

void Compiler::scalar(const Place& place) {
    if (!place.alternative.empty()) {
        of_alternative(place);
    } else if (place.is_column()) {
        base(place);
    } else {
        dialect.nested_scalar(*this, place);
    }
}

void Compiler::nested(const Place& place) {
    if (!place.alternative.empty()) {
        of_alternative(place);
    } else if (place.is_column()) {
        base(place);
    } else {
        dialect.nested_value(*this, place);
    }
}

void Compiler::json(const ir::Expr& e, Form form) {
    if (is_place(e)) {
        nested(place(e));
    } else {
        value(e, form);
    }
}

Binding Compiler::binding_of(const ir::Expr& e) const {
    if ((e.flags & ir::meets_integer) != 0 && is_parameter(e)) return dialect.binding(plain_type(BaseType::int64));
    return dialect.binding(e.type, e.declared);
}

void Compiler::parameter(const ir::Expr& e, Form form, const Binding& binding) {
    if (is_definition()) return literal(e, form, binding);
    Parameter parameter;
    parameter.slot = e.slot;
    parameter.form = form;
    parameter.storage = binding.storage;
    parameter.scale = binding.scale;
    parameter.precision = binding.precision;
    parameter.folded = e.folded;
    parameter.measured = e.op == ir::Op::param && e.field != nullptr && e.field->type.base == BaseType::text &&
                         (e.field->rules.min_length || e.field->rules.max_length);
    parameter.meets_integer = e.op == ir::Op::list && (e.flags & ir::meets_integer) != 0;
    if (e.op == ir::Op::list && !e.path.empty()) {
        parameter.form = Form::list_element;
        parameter.element = e.path[0];
    }
    sql.parameter(parameter, binding.cast);
}

}  // namespace tenon::sql
