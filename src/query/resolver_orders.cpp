// What looks at rows in an order: `first`, `last`, `push`, and what is computed over the rows beside one.

#include <algorithm>
#include <utility>

#include "query/expression.hpp"
#include "query/resolver.hpp"
#include "query/words.hpp"

namespace tenon::query {

using ir::Expr;
using ir::Op;

void Resolver::order_keys(std::span<Expr> keys) {
    for (Expr& key : keys) {
        Expr& by = key.args.at(0);
        sort_key(by);
        key.type = by.type;
        key.nullable = by.nullable;
    }
}

void Resolver::ordered_aggregate(Expr& expr) {
    Expr& operand = expr.args[0];
    const bool aggregates = std::exchange(aggregates_, false);
    value(operand);
    order_keys(std::span(expr.args).subspan(1));
    aggregates_ = aggregates;
    const std::string name = "`" + std::string(name_of(expr.op)) + "` of " + spell(operand);
    if (operand.type >= BaseType::json || operand.type == BaseType::none)
        refuse(name + ": it takes single values of a known type", &operand);
    if (expr.op != Op::push) {
        expr.type = operand.type;
        expr.declared = operand.declared;
        expr.nullable = true;
        return;
    }
    if (operand.type == BaseType::boolean || operand.type == BaseType::bytes || operand.type == BaseType::decimal)
        refuse(name + ": booleans, bytes and decimals have no one form inside an array; read the rows instead",
               &operand);
    expr.type = BaseType::array;
    expr.nullable = false;
}

void Resolver::over(Expr& expr) {
    if (!windows_)
        refuse("a window function has a meaning only in what a query of rows selects, and in its order" +
               std::string(no_windows_));
    const bool aggregates = std::exchange(aggregates_, false);
    windows_ = false;
    Expr& function = expr.args[0];
    const auto is_key = [](const Expr& operand) { return operand.op == Op::order_key; };
    const auto keys = std::find_if(expr.args.begin() + 1, expr.args.end(), is_key);
    window_function(function, keys != expr.args.end());
    for (auto part = expr.args.begin() + 1; part != keys; ++part) {
        value(*part);
        if (part->type >= BaseType::json)
            refuse("can't partition rows by " + spell(*part) + ": nested values have no keys", &*part);
    }
    order_keys(std::span(keys, expr.args.end()));
    windows_ = true;
    aggregates_ = aggregates;
    expr.type = function.type;
    expr.declared = function.declared;
    expr.nullable = function.nullable;
}

void Resolver::window_function(Expr& function, bool ordered) {
    if (is_aggregate(function.op)) {
        aggregates_ = true;
        aggregate(function);
        aggregates_ = false;
        return;
    }
    const std::string name = "`" + std::string(name_of(function.op)) + "`";
    if (!ordered) refuse(name + " needs an order of the rows: over(order_by(…))");
    function.type = BaseType::int64;
    function.nullable = false;
    if (!is_shift(function.op)) return;
    Expr& operand = function.args[0];
    value(operand);
    if (operand.type >= BaseType::json || operand.type == BaseType::none)
        refuse(name + " takes single values of a known type, and " + spell(operand) + " is none", &operand);
    function.type = operand.type;
    function.declared = operand.declared;
    function.nullable = true;
}

}  // namespace tenon::query
