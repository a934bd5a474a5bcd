// Values and conditions as aggregation expressions. There, a missing field is less than null, and null less than every
// number or text (rule 3): the smaller side of each order comparison is guarded.

#include "query/expression.hpp"
#include "bson/certainty.hpp"
#include "bson/compiler.hpp"
#include "bson/nested.hpp"
#include "query/capabilities.hpp"
#include "query/collation.hpp"

namespace tenon::bson {

using ir::Expr;
using ir::Op;

namespace {

// Could MongoDB read this value as an operator or a path?
bool needs_literal(BaseType type) {
    return type == BaseType::none || type == BaseType::text || type == BaseType::enumeration || is_nested(type);
}

Template given(Template place) { return call("$gt", std::move(place), null()); }

}  // namespace

Template Compiler::constant_value(const Expr& expr) const {
    Template node = constant(expr.literal);
    return expr.literal.if_text() != nullptr || expr.literal.if_document() != nullptr ||
                   expr.literal.if_array() != nullptr
               ? literal(std::move(node))
               : node;
}

Template Compiler::parameter(const Expr& param) {
    Template node = value_slot(param, (param.flags & ir::meets_integer) != 0 ? Form::exact : Form::as_is);
    return needs_literal(node.slot.type) ? literal(std::move(node)) : node;
}

Template Compiler::expression(const Expr& expr) {
    if (const auto known = known_path(expr)) return text(*known);
    if (query::is_aggregate(expr.op)) return aggregate(expr);
    if (query::is_number_function(expr.op)) return number_function(expr);
    if (query::is_time_function(expr.op)) return time_function(expr);
    if (query::is_function(expr.op)) return place_function(expr);
    switch (expr.op) {
    case Op::field:
    case Op::element: return text(path(expr));
    case Op::param: return parameter(expr);
    case Op::constant: return constant_value(expr);
    case Op::and_:
    case Op::or_: return junction(expr);
    case Op::ne:
    case Op::not_: return guarded(expr);
    case Op::in: return membership(expr);
    case Op::is_empty: return call("$lte", expression(expr.args[0]), null());
    case Op::lower: return unless_empty(expr.args[0], document("$toLower", expression(expr.args[0])));
    case Op::upper: return unless_empty(expr.args[0], document("$toUpper", expression(expr.args[0])));
    case Op::length: return unless_empty(expr.args[0], document("$strLenCP", expression(expr.args[0])));
    case Op::concat: return call("$concat", expression(expr.args[0]), expression(expr.args[1]));
    case Op::case_:
    case Op::coalesce: return choice(expr);
    case Op::cast: return cast(expr);
    case Op::array_contains:
    case Op::array_contains_all: return array_contains(expr);
    case Op::array_any:
    case Op::array_all:
    case Op::array_none: return quantified(expr);
    case Op::map_at:
    case Op::alternative: return inside(expr);
    case Op::json_at: return json_at(expr);
    case Op::array_size:
        if (expr.args[0].type == BaseType::map)
            return document("$size", document("$objectToArray", if_null(expression(expr.args[0]), document())));
        return document("$size", elements(expr.args[0]));
    case Op::related_any: return call("$ne", text("$" + related(expr)), array());
    case Op::query_exists:
    case Op::query_value:
    case Op::in_query: query::require(query::Backend::mongodb, query::Capability::subqueries); break;
    case Op::map_rename: return renamed(expr);
    case Op::or_zero: return if_null(expression(expr.args[0]), number(0));
    case Op::least:
    case Op::greatest:
        check_collation(query::collation_of(expr.args[0], expr.args[1]));
        return call(expr.op == Op::least ? "$min" : "$max", expression(expr.args[0]), expression(expr.args[1]));
    case Op::bits: query::require(query::Backend::mongodb, query::Capability::computed_bits, model_.name); break;
    case Op::over: query::require(query::Backend::mongodb, query::Capability::window_functions); break;
    case Op::fragment: query::require(query::Backend::mongodb, query::Capability::fragments); break;
    case Op::related_value: return document("$first", text("$" + related(expr) + ".v"));
    case Op::related_count: return document("$sum", text("$" + related(expr) + ".n"));
    default: break;
    }
    if (query::is_comparison(expr.op) || expr.op == Op::same || expr.op == Op::not_same) return comparison(expr);
    if (query::is_arithmetic(expr.op) || expr.op == Op::negate) return arithmetic(expr);
    if (query::is_text_match(expr.op)) return text_match(expr);
    if (query::is_update_value(expr.op)) return array_value(expr);
    refuse("`" + std::string(name_of(expr.op)) + "` is not part of the normal form.");
}

// A key is data: $getField takes dots and dollars as they are.
Template Compiler::inside(const Expr& expr) {
    const Expr& whole = expr.args[0];
    const schema::Type* type = &whole.declared->elements.at(expr.detail);
    const auto field_of = [](Template key, Template from) {
        return document("$getField", document({{"field", literal(std::move(key))}, {"input", std::move(from)}}));
    };
    Template found = expr.op == Op::map_at ? field_of(value_slot(expr.args[1]), expression(whole))
                                           : text(path(whole) + ".value");
    for (const std::uint16_t leg : expr.path) {
        const schema::Field& member = type->members.at(leg);
        found = field_of(text(member.column), std::move(found));
        type = &member.type;
    }
    if (expr.op == Op::map_at) return found;
    Template held =
        call("$eq", text(path(whole) + ".type"), literal(text(whole.declared->alternatives.at(expr.detail))));
    return document("$cond", array({std::move(held), std::move(found), null()}));
}

// `and` with the condition that this operand is not empty, when it can be.
Template Compiler::with_guard(const Expr& guarded, Template condition) {
    if (!guarded.nullable) return condition;
    return call("$and", given(expression(guarded)), std::move(condition));
}

Template Compiler::unless_empty(const Expr& expr, Template then) {
    if (!expr.nullable) return then;
    return document("$cond", array({given(expression(expr)), std::move(then), null()}));
}

// `ne` and `not` as MongoDB has them: true for an empty operand as well.
Template Compiler::complement(const Expr& expr) {
    if (expr.op == Op::ne) return comparison(expr);
    return expr.op == Op::not_ ? call("$not", expression(expr.args[0])) : expression(expr);
}

// The same, false for an empty operand.
Template Compiler::guarded(const Expr& expr) {
    Template node = complement(expr);
    for (const Expr* operand : unsure_operands(expr)) node = with_guard(*operand, std::move(node));
    return node;
}

Template Compiler::junction(const Expr& expr) {
    if (expr.args.empty()) return boolean(expr.op == Op::and_);
    std::vector<Template> parts;
    if (expr.op == Op::and_) {
        for (const Expr& part : expr.args) parts.push_back(expression(part));
    } else {
        for (const Expr* part : needed_parts(expr))
            parts.push_back(is_covered(*part, expr) ? complement(*part) : expression(*part));
    }
    if (parts.size() == 1) return std::move(parts.front());
    return document(expr.op == Op::and_ ? "$and" : "$or", array(std::move(parts)));
}

Template Compiler::comparable(const Expr& expr) {
    if (expr.op == Op::constant) return expression(expr);
    if (expr.type == BaseType::json || (expr.declared != nullptr && !is_comparable(*expr.declared))) {
        refuse("Json values compare with a given value only, because the keys of stored ones are in any order "
               "(rule 10).");
    }
    if (expr.op == Op::param) {
        return is_nested(expr.type) ? literal(value_slot(expr, Form::comparable)) : bound(expr, Op::eq);
    }
    const bool place = expr.op == Op::field || expr.op == Op::element;
    if (place && is_nested(expr.type) && expr.declared != nullptr) {
        return comparable_expression(path(expr), *expr.declared, expr.nullable);
    }
    return expr.nullable ? if_null(expression(expr), null()) : expression(expr);
}

// A side of a comparison: times and real bounds rounded so that the answer is right.
Template Compiler::bound(const Expr& operand, Op op) {
    if (operand.op != Op::param) return expression(operand);
    Template node = value_slot(operand, bound_form(op, operand));
    return needs_literal(node.slot.type) ? literal(std::move(node)) : node;
}

Template Compiler::comparison(const Expr& expr) {
    const Expr& left = expr.args[0];
    const Expr& right = expr.args[1];
    const bool equality = expr.op == Op::eq || expr.op == Op::ne || expr.op == Op::same || expr.op == Op::not_same;
    if (!equality) {
        check_collation(query::collation_of(left, right));
        const bool left_is_smaller = expr.op == Op::lt || expr.op == Op::le;
        Template compared = call(comparison_operator(expr.op), bound(left, mirrored(expr.op)), bound(right, expr.op));
        return with_guard(left_is_smaller ? left : right, std::move(compared));
    }
    const bool equal = expr.op == Op::eq || expr.op == Op::same;
    const std::string_view op = equal ? "$eq" : "$ne";
    if (is_nested(left.type) || is_nested(right.type)) {
        const bool json = left.type == BaseType::json || right.type == BaseType::json;
        if (json && (left.op == Op::param) != (right.op == Op::param)) {
            Template condition = value_slot(left.op == Op::param ? left : right, Form::json_equals);
            condition.add(expression(left.op == Op::param ? right : left));
            return equal ? std::move(condition) : call("$not", std::move(condition));
        }
        return call(op, comparable(left), comparable(right));
    }
    if (expr.op == Op::same || expr.op == Op::not_same) return call(op, comparable(left), comparable(right));
    return call(op, bound(left, expr.op), bound(right, expr.op));
}

Template Compiler::membership(const Expr& expr) {
    return call("$in", expression(expr.args[0]), literal(value_slot(expr.args[1], Form::list)));
}

// A missing array is an empty one (rule 9).
Template Compiler::elements(const Expr& expr) { return if_null(expression(expr), array()); }

Template Compiler::array_contains(const Expr& expr) {
    const Expr& whole = expr.args[0];
    const Expr& sought = expr.args[1];
    const bool nested = is_nested(whole.declared->elements.front().base);
    if (nested && !is_comparable(*whole.declared)) {
        refuse("an array of Json can't be searched, because the keys of stored values are in any order (rule 10).");
    }
    Template inside = nested ? comparable_expression(path(whole), *whole.declared, false) : elements(whole);
    if (expr.op == Op::array_contains) return call("$in", comparable(sought), std::move(inside));
    return call("$setIsSubset", literal(value_slot(sought, Form::list)), std::move(inside));
}

Template Compiler::quantified(const Expr& expr) {
    Template input = elements(expr.args[0]);
    const std::string name = variable();
    scopes_.push_back({nullptr, &expr.args[0].declared->elements.front(), "$$" + name, false});
    Template condition = expression(expr.args[1]);
    scopes_.pop_back();
    Template each =
        document("$map", document({{"input", std::move(input)}, {"as", text(name)}, {"in", std::move(condition)}}));
    if (expr.op == Op::array_all) return call("$allElementsTrue", std::move(each));
    Template any = call("$anyElementTrue", std::move(each));
    return expr.op == Op::array_any ? any : call("$not", std::move(any));
}

}  // namespace tenon::bson
