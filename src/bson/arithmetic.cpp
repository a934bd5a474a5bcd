// Arithmetic that is exact or an error (rule 4). MongoDB turns a sum of longs that overflows into a double: such sums
// are computed as decimals of 34 digits, which hold every sum, difference and quotient of two longs and are off only
// for products far beyond them, and $toLong refuses what is no long. Two 32-bit integers always stay within a long.

#include <algorithm>
#include <limits>

#include "bson/compiler.hpp"
#include "bson/storage.hpp"
#include "query/expression.hpp"

namespace tenon::bson {

using ir::Expr;
using ir::Op;

namespace {

std::string_view operator_of(Op op) {
    switch (op) {
    case Op::add: return "$add";
    case Op::sub: return "$subtract";
    case Op::mul: return "$multiply";
    case Op::div: return "$divide";
    default: return "$mod";
    }
}

const std::int64_t* whole_constant(const Expr& expr) {
    return expr.op == Op::constant ? expr.literal.if_integer() : nullptr;
}

bool is_zero(const Expr& expr) {
    const std::int64_t* whole = whole_constant(expr);
    return whole != nullptr && *whole == 0;
}

// The digits before and after the point that a number can have.
struct Digits {
    int before = 0;
    int after = 0;
};

Digits digits_of(const Expr& expr) {
    if (is_integer(expr.type)) return {is_narrow(expr) ? 10 : 19, 0};
    if (expr.op == Op::negate || expr.op == Op::cast || query::is_number_function(expr.op))
        return digits_of(expr.args[0]);
    if (query::is_arithmetic(expr.op)) {
        const Digits a = digits_of(expr.args[0]);
        const Digits b = digits_of(expr.args[1]);
        if (expr.op == Op::mul) return {a.before + b.before, a.after + b.after};
        return {std::max(a.before, b.before) + 1, std::max(a.after, b.after)};
    }
    if (expr.declared != nullptr && expr.declared->base == BaseType::decimal && expr.declared->precision > 0) {
        return {expr.declared->precision - expr.declared->scale, expr.declared->scale};
    }
    return {decimal128_digits, 0};  // not known
}

}  // namespace

int digits_after_point(const Expr& expr) { return digits_of(expr).after; }

bool is_narrow(const Expr& expr) {
    if (const std::int64_t* whole = whole_constant(expr)) {
        return *whole >= std::numeric_limits<std::int32_t>::min() && *whole <= std::numeric_limits<std::int32_t>::max();
    }
    return (expr.op == Op::field || expr.op == Op::element) && is_int32(expr.type);
}

void Compiler::check_decimal(const Expr& expr) const {
    const Digits digits = digits_of(expr);
    if (digits.before + digits.after <= decimal128_digits) return;
    refuse("`" + std::string(name_of(expr.op)) +
           "` of these decimals can have more than the 34 digits that MongoDB "
           "computes with (rule 4); declare smaller precisions.");
}

// $divide and $mod of a null are null: a zero becomes one (rule 4: the result is empty).
Template Compiler::divisor(const Expr& expr, Template node) const {
    const bool sure = (whole_constant(expr) != nullptr && !is_zero(expr)) ||
                      (expr.op == Op::constant && expr.literal.if_real() != nullptr && *expr.literal.if_real() != 0);
    if (sure) return node;
    Template zero = call("$eq", node, number(0));
    return document("$cond", array({std::move(zero), null(), std::move(node)}));
}

Template Compiler::real_operand(const Expr& expr) {
    Template node = expression(expr);
    const bool exact = is_real(expr.type) || is_narrow(expr);
    return exact ? node : document("$toDouble", std::move(node));
}

Template Compiler::integer_arithmetic(const Expr& expr) {
    const Expr& left = expr.args[0];
    const Expr& right = expr.args[1];
    const bool narrow = is_narrow(left) && is_narrow(right);
    const bool divides = expr.op == Op::div || expr.op == Op::mod;
    Template a = expression(left);
    Template b = expression(right);
    if (divides) b = divisor(right, std::move(b));
    if (expr.op == Op::mod) return call("$mod", std::move(a), std::move(b));
    if (!narrow) a = document("$toDecimal", std::move(a));
    Template result = call(operator_of(expr.op), std::move(a), std::move(b));
    if (expr.op == Op::div) return document("$toLong", document("$trunc", std::move(result)));
    return narrow ? std::move(result) : document("$toLong", std::move(result));
}

Template Compiler::arithmetic(const Expr& expr) {
    if (expr.type == BaseType::decimal) check_decimal(expr);
    const auto side = [&](const Expr& operand) {
        if (expr.type != BaseType::decimal) return real_operand(operand);
        const bool bound = operand.op == Op::param && operand.type == BaseType::decimal && operand.declared != nullptr;
        return bound ? value_slot(operand, Form::within_declared) : expression(operand);
    };
    if (expr.op == Op::negate) {
        const Expr& operand = expr.args[0];
        const bool wide = is_integer(expr.type) && !is_narrow(operand);
        Template a = wide ? document("$toDecimal", expression(operand)) : expression(operand);
        Template product = call("$multiply", std::move(a), number(-1));
        return wide ? document("$toLong", std::move(product)) : std::move(product);
    }
    if (is_integer(expr.type)) return integer_arithmetic(expr);
    Template b = side(expr.args[1]);
    if (expr.op == Op::div) b = divisor(expr.args[1], std::move(b));
    return call(operator_of(expr.op), side(expr.args[0]), std::move(b));
}

}  // namespace tenon::bson
