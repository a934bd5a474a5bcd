// `case`, `coalesce` and `cast` as aggregation expressions.

#include "bson/compiler.hpp"

namespace tenon::bson {

using ir::Expr;
using ir::Op;

// A time that its neighbours couldn't hold is refused, not rounded.
Template Compiler::chosen(const Expr& expr) {
    const bool time = expr.op == Op::param && expr.type == BaseType::timestamp;
    if (time) return value_slot(expr, Form::exact);
    const bool decimal = expr.op == Op::param && expr.type == BaseType::decimal && expr.declared != nullptr;
    return decimal ? value_slot(expr, Form::within_declared) : expression(expr);
}

Template Compiler::choice(const Expr& expr) {
    if (expr.op == Op::coalesce) {
        Template otherwise = chosen(expr.args.back());
        for (std::size_t i = expr.args.size() - 1; i-- > 0;)
            otherwise = if_null(chosen(expr.args[i]), std::move(otherwise));
        return otherwise;
    }
    Template otherwise = chosen(expr.args.back());
    for (std::size_t i = expr.args.size() - 1; i >= 2; i -= 2)
        otherwise =
            document("$cond", array({expression(expr.args[i - 2]), chosen(expr.args[i - 1]), std::move(otherwise)}));
    return otherwise;
}

// Each gives null for null and for what is missing.
Template Compiler::cast(const Expr& expr) {
    const Expr& operand = expr.args[0];
    Template given = expression(operand);
    if (operand.type == expr.type) return given;
    switch (expr.type) {
    case BaseType::float64: return document("$toDouble", std::move(given));
    case BaseType::decimal: return document("$toDecimal", std::move(given));
    case BaseType::text: return document("$toString", std::move(given));
    default: return document("$toLong", std::move(given));
    }
}

}  // namespace tenon::bson
