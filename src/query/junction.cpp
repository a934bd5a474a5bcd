#include "query/junction.hpp"

#include <algorithm>
#include <utility>

#include "query/expression.hpp"

namespace tenon::query {

using ir::Expr;
using ir::Op;

namespace {

void add(std::vector<Expr>& flat, Expr operand) {
    const auto is_this = [&](const Expr& there) { return same_expression(there, operand); };
    if (operand.op == Op::is_empty && std::any_of(flat.begin(), flat.end(), is_this)) return;
    flat.push_back(std::move(operand));
}

// `neutral` operands fall out; one that is the opposite decides.
Expr join(Op op, bool neutral, std::vector<Expr> operands) {
    std::vector<Expr> flat;
    for (Expr& operand : operands) {
        if (is_constant(operand, neutral)) continue;
        if (is_constant(operand, !neutral)) return boolean(!neutral);
        if (operand.op == op) {
            for (Expr& inner : operand.args) add(flat, std::move(inner));
        } else {
            add(flat, std::move(operand));
        }
    }
    if (flat.empty()) return boolean(neutral);
    if (flat.size() == 1) return std::move(flat.front());
    Expr joined = make(op);
    joined.args = std::move(flat);
    return joined;
}

}  // namespace

Expr all_of(std::vector<Expr> operands) { return join(Op::and_, true, std::move(operands)); }
Expr any_of(std::vector<Expr> operands) { return join(Op::or_, false, std::move(operands)); }

}  // namespace tenon::query
