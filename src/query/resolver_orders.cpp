// What looks at rows in an order: `first`, `last` and `push`.

#include <utility>

#include "query/expression.hpp"
#include "query/resolver.hpp"
#include "query/words.hpp"

namespace tenon::query {

using ir::Expr;
using ir::Op;

void Resolver::check_sortable(const Expr& expr) const {
    if (expr.type == BaseType::none || expr.type == BaseType::enumeration || expr.type == BaseType::json) return;
    const std::string_view why = why_unordered(expr.type);
    if (!why.empty()) refuse("can't sort by " + spell(expr) + ": " + std::string(why), &expr);
}

void Resolver::order_keys(std::span<Expr> keys) {
    for (Expr& key : keys) {
        Expr& by = key.args.at(0);
        value(by);
        check_sortable(by);
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

}  // namespace tenon::query
