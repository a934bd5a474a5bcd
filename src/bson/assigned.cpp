// What a place gets in an update.

#include <limits>
#include <utility>

#include "bson/compiler.hpp"
#include "bson/storage.hpp"

namespace tenon::bson {

using ir::Expr;
using ir::Op;

namespace {

void check_scale(const Expr& expr, const schema::Type& type, const std::string& place, const Compiler& compiler) {
    if (type.base != BaseType::decimal || digits_after_point(expr) <= type.scale) return;
    compiler.refuse("the decimal to be stored in `" + place +
                    "` can have more digits after the point than the "
                    "field (rule 4).");
}

// A computed real on its way into a float; $toInt refuses what is beyond.
Template within_float(const Template& node) {
    constexpr double most = std::numeric_limits<float>::max();
    Template beyond = document("$gt", array({document("$abs", node), stored(Value(most), BaseType::float64, nullptr)}));
    return document("$cond", array({std::move(beyond), document("$toInt", node), node}));
}

// An expression's number in the width of the field; $toInt refuses what doesn't fit.
Template widened(Template node, const Expr& expr, const schema::Type& type) {
    const BaseType to = type.base;
    const bool place = (expr.op == Op::field || expr.op == Op::element) && expr.type == to;
    if (place) return node;
    if (is_int32(to)) return document("$toInt", std::move(node));
    if (is_integer(to)) return node.find("$toLong") != nullptr ? node : document("$toLong", std::move(node));
    if (is_real(to) && !is_real(expr.type)) return document("$toDouble", std::move(node));
    if (to == BaseType::float32) return within_float(node);
    if (to == BaseType::decimal && is_integer(expr.type)) return document("$toDecimal", std::move(node));
    return node;
}

}  // namespace

bool is_empty_value(const Expr& expr) {
    return expr.op == Op::param ? expr.known_empty : expr.op == Op::constant && expr.literal.is_empty();
}

Template stored_value(const Expr& expr, const schema::Type& type, const Compiler& compiler) {
    if (expr.op == Op::constant) return stored(expr.literal, type.base, &type);
    Template node = compiler.value_slot(expr);
    node.slot.type = type.base;
    node.slot.declared = &type;
    return node;
}

Template Compiler::assigned(const Expr& expr, const schema::Type& type, const std::string& place) {
    if (is_empty_value(expr)) return text("$$REMOVE");
    if (is_given(expr)) return literal(stored_value(expr, type, *this));
    check_scale(expr, type, place, *this);
    Template node = widened(expression(expr), expr, type);
    return expr.nullable ? if_null(std::move(node), text("$$REMOVE")) : node;
}

}  // namespace tenon::bson
