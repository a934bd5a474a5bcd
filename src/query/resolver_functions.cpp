// Functions of numbers, text and times: what they take, and what they give.

#include "query/expression.hpp"
#include "query/resolver.hpp"
#include "query/words.hpp"
#include "value/time_units.hpp"

namespace tenon::query {

using ir::Expr;
using ir::Op;

namespace {}  // namespace

void Resolver::function(Expr& expr) {
    for (Expr& operand : expr.args) value(operand);
    if (is_number_function(expr.op)) {
        number_function(expr);
    } else if (is_time_function(expr.op)) {
        time_function(expr);
    } else {
        place_function(expr);
    }
    for (const Expr& operand : expr.args) expr.nullable = expr.nullable || operand.nullable;
}

void Resolver::number_function(Expr& expr) {
    Expr& operand = expr.args[0];
    check_bounds(operand, make(Op::constant));
    if (operand.type == BaseType::none && is_value(operand)) refuse(symbol(expr.op) + " of a value of unknown type");
    number_operand(operand, expr);
    const bool whole = is_integer(operand.type);
    if (expr.op != Op::abs && whole) refuse(symbol(expr.op) + " of " + spell(operand) + ", which is whole", &operand);
    if (expr.op == Op::round && expr.detail > 0 && operand.type != BaseType::decimal && !is_empty_constant(operand))
        refuse("only decimals are rounded to digits behind the point exactly, and " + spell(operand) + " is none",
               &operand);
    if (operand.type == BaseType::decimal && operand.declared == nullptr && !is_empty_constant(operand))
        refuse(symbol(expr.op) + " of a decimal is of a field's: " + spell(operand));
    expr.type = whole ? BaseType::int64 : (is_real(operand.type) ? BaseType::float64 : operand.type);
    if (operand.type == BaseType::none) expr.type = BaseType::float64;
    if (operand.type == BaseType::decimal) expr.declared = operand.declared;
}

// substring, replace, position, trim
void Resolver::place_function(Expr& expr) {
    const std::size_t texts = expr.op == Op::substring ? 1 : expr.args.size();
    for (std::size_t i = 0; i < texts; ++i) text_operand(expr.args[i], expr);
    for (std::size_t i = texts; i < expr.args.size(); ++i) {
        Expr& place = expr.args[i];
        if (is_value(place) && place.type == BaseType::none) place.type = BaseType::int64;
        if ((place.op != Op::param && place.op != Op::constant) || place.type != BaseType::int64)
            refuse("the places of a substring are whole numbers given with it");
    }
    expr.type = expr.op == Op::position ? BaseType::int64 : BaseType::text;
    expr.nullable = expr.op == Op::position;
}

void Resolver::time_operand(const Expr& expr, const Expr& operation) const {
    const bool day = expr.type == BaseType::date;
    if (!day && expr.type != BaseType::timestamp)
        refuse(symbol(operation.op) + " takes a Timestamp or a Date, and " + spell(expr) + " is none", &expr);
    if (day && !is_of_days(static_cast<TimeUnit>(operation.detail)))
        refuse("a Date has no hours: " + spell(expr), &expr);
}

void Resolver::time_function(Expr& expr) {
    const auto unit = static_cast<TimeUnit>(expr.detail);
    Expr& first = expr.args[0];
    if (expr.op == Op::time_difference) {
        Expr& second = expr.args[1];
        unify(first, second, make(Op::eq));
        if (!is_fixed(unit)) refuse("years, quarters and months differ in length; count days, or compare the parts");
        time_operand(second, expr);
    }
    time_operand(first, expr);
    if (expr.op == Op::time_part && unit == TimeUnit::week) refuse("weeks have no number here; truncate to the week");
    if (expr.op != Op::time_part && unit == TimeUnit::weekday) refuse("a weekday is no unit; say day or week");
    if (expr.op == Op::time_add) {
        Expr& count = expr.args[1];
        if (is_value(count) && count.type == BaseType::none) count.type = BaseType::int64;
        check_bounds(count, make(Op::constant));
        if (!is_integer(count.type) && !is_empty_constant(count))
            refuse("a time is moved by a whole number of units, and " + spell(count) + " is none", &count);
    }
    const bool number = expr.op == Op::time_part || expr.op == Op::time_difference;
    expr.type = number ? BaseType::int64 : first.type;
    if (!number) expr.declared = first.declared;
}

}  // namespace tenon::query
