#include "query/choices.hpp"

#include <string>

#include "query/equality.hpp"
#include "query/evaluation.hpp"
#include "query/expression.hpp"
#include <tenon/error.hpp>
#include <tenon/schema.hpp>

namespace tenon::query {

using ir::Expr;
using ir::Op;

namespace {

double real_of(const Value& value) {
    if (const std::int64_t* integer = value.if_integer()) return static_cast<double>(*integer);
    const Decimal* decimal = value.if_decimal();
    return decimal != nullptr ? decimal->to_double() : value.as_double();
}

std::int64_t integer_of(const Value& value) {
    const bool* boolean = value.if_boolean();
    return boolean != nullptr ? std::int64_t{*boolean} : value.as_int64();
}

}  // namespace

Value exact_cast(const Value& value, BaseType to) {
    if (value.is_empty()) return {};
    switch (to) {
    case BaseType::float64: return real_of(value);
    case BaseType::int64: return integer_of(value);
    case BaseType::decimal: return value.if_decimal() != nullptr ? value : Value(Decimal(value.as_int64()));
    case BaseType::text: return value.if_text() != nullptr ? value : Value(std::to_string(value.as_int64()));
    default: return value;
    }
}

void check_chosen(const Expr& expr, const Value& value) {
    check_precision(expr, value);
    const Decimal* decimal = value.if_decimal();
    if (decimal == nullptr || expr.op != Op::param || expr.declared == nullptr) return;
    if (expr.declared->base == BaseType::decimal && decimal->rounded(expr.declared->scale) != *decimal)
        throw CastError("value " + std::to_string(expr.slot + 1) + " has more digits after the point than the field " +
                        "that it stands beside: round it (rule 4)");
}

Value Evaluation::choice(const Expr& expr) {
    for (std::size_t i = 0; i < expr.args.size(); ++i) {
        if (!is_chosen(expr, i)) {
            if (!condition(expr.args[i])) ++i;  // the value behind it
            continue;
        }
        Value found = value(expr.args[i]);
        check_chosen(expr.args[i], found);
        if (expr.op == Op::case_ || !found.is_empty()) return found;
    }
    return {};
}

}  // namespace tenon::query
