// Rules 2, 3 and 4: equality with empties, order comparisons, real bounds of integers.

#include <compare>
#include <optional>
#include <utility>

#include "query/expression.hpp"
#include "query/junction.hpp"
#include "query/normalizer.hpp"
#include "value/numbers.hpp"

namespace tenon::query {

using ir::Expr;
using ir::Op;

namespace {

Op opposite(Op op) {
    switch (op) {
    case Op::eq: return Op::ne;
    case Op::ne: return Op::eq;
    case Op::lt: return Op::ge;
    case Op::ge: return Op::lt;
    case Op::le: return Op::gt;
    default: return Op::le;
    }
}

Op mirrored(Op op) {
    switch (op) {
    case Op::lt: return Op::gt;
    case Op::gt: return Op::lt;
    case Op::le: return Op::ge;
    case Op::ge: return Op::le;
    default: return op;
    }
}

bool holds(Op op, std::partial_ordering order) {
    switch (op) {
    case Op::eq: return order == 0;
    case Op::ne: return order != 0;
    case Op::lt: return order < 0;
    case Op::le: return order <= 0;
    case Op::gt: return order > 0;
    default: return order >= 0;
    }
}

// The answer of two constants, when there is one.
std::optional<bool> fold(Op op, const Expr& left, const Expr& right) {
    if (left.op != Op::constant || right.op != Op::constant) return std::nullopt;
    if (is_number(left.literal.kind()) && is_number(right.literal.kind()))
        return holds(op, compare_numbers(left.literal, right.literal));
    if (op == Op::eq || op == Op::ne) return (left.literal == right.literal) == (op == Op::eq);
    return std::nullopt;
}

bool is_real_bound(const Expr& expr) { return expr.op == Op::param && (expr.flags & ir::meets_integer) != 0; }

// What a real bound that no integer equals says of every integer: nothing yet when it is in range and orders them.
std::optional<bool> decided(Op op, const Expr& bound) {
    if (!is_real_bound(bound) || bound.real_state == 0) return std::nullopt;
    if (op == Op::eq || op == Op::ne) return op == Op::ne;
    if (bound.real_state == 1) return std::nullopt;
    const bool above = bound.real_state == 2;
    return (op == Op::lt || op == Op::le) == above;
}

Expr equality(const Expr& left, const Expr& right, bool equal) {
    if (is_known_empty(left)) return emptiness(right, equal);
    if (is_known_empty(right)) return emptiness(left, equal);
    if (decided(Op::eq, right)) return boolean(!equal);
    Expr a = normal_value(left);
    Expr b = normal_value(right);
    if (left.nullable && right.nullable) return make(equal ? Op::same : Op::not_same, std::move(a), std::move(b));
    if (equal) return make(Op::eq, std::move(a), std::move(b));
    std::vector<Expr> parts;
    parts.push_back(make(Op::ne, std::move(a), std::move(b)));
    parts.push_back(emptiness(left, true));
    parts.push_back(emptiness(right, true));
    return any_of(std::move(parts));
}

// Positive: false with an empty on either side. Negative: the opposite comparison, or an empty on either side.
Expr ordering(Op op, const Expr& left, const Expr& right, bool positive) {
    if (is_known_empty(left) || is_known_empty(right)) return boolean(!positive);
    if (const auto answer = decided(op, right)) {
        if (*answer) return emptiness(left, !positive);
        return boolean(!positive);
    }
    Expr compared = make(positive ? op : opposite(op), normal_value(left), normal_value(right));
    if (positive) return compared;
    std::vector<Expr> parts;
    parts.push_back(std::move(compared));
    parts.push_back(emptiness(left, true));
    parts.push_back(emptiness(right, true));
    return any_of(std::move(parts));
}

}  // namespace

Expr normal_comparison(Op op, const Expr& left, const Expr& right, bool positive) {
    if (const auto answer = fold(op, left, right)) return boolean(*answer == positive);
    if (is_real_bound(left)) return normal_comparison(mirrored(op), right, left, positive);
    if (op == Op::eq || op == Op::ne) return equality(left, right, (op == Op::eq) == positive);
    return ordering(op, left, right, positive);
}

}  // namespace tenon::query
