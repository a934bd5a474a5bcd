#include "bson/certainty.hpp"

#include <algorithm>

#include "query/expression.hpp"

namespace tenon::bson {

using ir::Expr;
using ir::Op;

namespace {

bool lets_through(const Expr& either, const Expr& operand) {
    return std::any_of(either.args.begin(), either.args.end(), [&](const Expr& part) {
        return part.op == Op::is_empty && query::same_expression(part.args[0], operand);
    });
}

bool is_one_of(const Expr& expr, const std::vector<const Expr*>& operands) {
    return std::any_of(operands.begin(), operands.end(),
                       [&](const Expr* operand) { return query::same_expression(*operand, expr); });
}

}  // namespace

std::vector<const Expr*> unsure_operands(const Expr& condition) {
    std::vector<const Expr*> unsure;
    const auto add = [&](const Expr& operand) {
        if (operand.nullable) unsure.push_back(&operand);
    };
    if (condition.op == Op::ne) {
        for (const Expr& operand : condition.args) add(operand);
    }
    if (condition.op != Op::not_) return unsure;
    const Expr& inner = condition.args[0];
    if (inner.op == Op::is_empty || query::is_related_condition(inner.op) || query::is_logic(inner.op)) return unsure;
    if (!query::is_condition(inner.op)) {
        add(inner);
        return unsure;
    }
    // The condition on an array's elements is not an operand: it has its own empties.
    const bool one = query::is_array_quantifier(inner.op);
    for (std::size_t i = 0; i < inner.args.size() && (i == 0 || !one); ++i) add(inner.args[i]);
    return unsure;
}

bool is_covered(const Expr& part, const Expr& either) {
    const std::vector<const Expr*> unsure = unsure_operands(part);
    return std::all_of(unsure.begin(), unsure.end(),
                       [&](const Expr* operand) { return lets_through(either, *operand); });
}

std::vector<const Expr*> needed_parts(const Expr& either) {
    std::vector<const Expr*> needed;
    for (const Expr& part : either.args) {
        const bool absorbed = part.op == Op::is_empty &&
                              std::any_of(either.args.begin(), either.args.end(), [&](const Expr& other) {
                                  return is_covered(other, either) && is_one_of(part.args[0], unsure_operands(other));
                              });
        if (!absorbed) needed.push_back(&part);
    }
    return needed;
}

}  // namespace tenon::bson
