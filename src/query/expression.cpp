#include "query/expression.hpp"

#include <algorithm>

#include <tenon/error.hpp>
#include <tenon/schema.hpp>

namespace tenon::query {

using ir::Expr;
using ir::Op;

bool is_step_inside(Op op) noexcept { return op == Op::map_at || op == Op::alternative; }
bool is_logic(Op op) noexcept { return op == Op::and_ || op == Op::or_ || op == Op::not_; }
bool is_comparison(Op op) noexcept { return op >= Op::eq && op <= Op::ge; }
bool is_arithmetic(Op op) noexcept { return op >= Op::add && op <= Op::mod; }
bool is_text_match(Op op) noexcept { return op >= Op::contains && op <= Op::regex; }
bool is_folding_match(Op op) noexcept { return op == Op::ilike || op == Op::iequals || op == Op::icontains; }
bool is_array_quantifier(Op op) noexcept { return op >= Op::array_any && op <= Op::array_none; }
bool is_update_value(Op op) noexcept { return op >= Op::or_zero && op <= Op::array_change; }
bool is_inwards(Op op, std::size_t operand) noexcept {
    if (is_related(op) || op == Op::joined) return true;
    const bool has_inside = is_array_quantifier(op) || op == Op::array_keep || op == Op::array_sort ||
                            op == Op::array_change;
    return has_inside && operand > 0;
}
bool is_related(Op op) noexcept { return op >= Op::related_any && op <= Op::related_value; }
bool is_related_condition(Op op) noexcept { return op >= Op::related_any && op <= Op::related_none; }
bool is_aggregate(Op op) noexcept { return op >= Op::count_rows && op <= Op::push; }
bool is_ordered_aggregate(Op op) noexcept { return op >= Op::first && op <= Op::push; }
bool is_window_function(Op op) noexcept {
    return (op >= Op::row_number && op <= Op::lead) ||
           (op >= Op::count_rows && op <= Op::max && op != Op::count_distinct);
}
bool is_shift(Op op) noexcept { return op == Op::lag || op == Op::lead; }
bool is_number_function(Op op) noexcept { return op >= Op::abs && op <= Op::round; }
bool is_time_function(Op op) noexcept { return op >= Op::time_part && op <= Op::time_difference; }
bool is_function(Op op) noexcept { return op >= Op::abs && op <= Op::time_difference; }
bool is_choice(Op op) noexcept { return op == Op::case_ || op == Op::coalesce; }
bool is_chosen(const Expr& choice, std::size_t i) noexcept {
    return choice.op != Op::case_ || i % 2 == 1 || i + 1 == choice.args.size();
}
bool is_json_key(const ir::Expr& step) noexcept { return step.type == BaseType::text; }

bool is_query(Op op) noexcept { return op >= Op::query_values && op <= Op::query_value; }
bool is_clause(Op op) noexcept { return op >= Op::where; }

bool is_condition(Op op) noexcept {
    return is_logic(op) || (op >= Op::eq && op <= Op::is_empty) || is_text_match(op) ||
           (op >= Op::array_contains && op <= Op::array_none) || is_related_condition(op) || op == Op::query_exists ||
           op == Op::in_query || op == Op::same || op == Op::not_same;
}

bool is_folded_field(const Expr& expr) noexcept {
    return expr.op == Op::field && expr.path.size() == 1 && expr.field != nullptr && expr.field->folded;
}

bool can_be_folded(const Expr& expr) noexcept {
    return expr.op == Op::param || expr.op == Op::constant || is_folded_field(expr);
}

bool compares_folded(const Expr& match) noexcept {
    return is_folding_match(match.op) && std::any_of(match.args.begin(), match.args.end(), is_folded_field);
}

Expr make(Op op) {
    Expr expr;
    expr.op = op;
    if (is_condition(op)) expr.type = BaseType::boolean;
    return expr;
}

Expr make(Op op, Expr operand) {
    Expr expr = make(op);
    expr.args.push_back(std::move(operand));
    return expr;
}

Expr make(Op op, Expr left, Expr right) {
    Expr expr = make(op);
    expr.args.reserve(2);
    expr.args.push_back(std::move(left));
    expr.args.push_back(std::move(right));
    return expr;
}

Expr boolean(bool value) {
    Expr expr;
    expr.op = Op::constant;
    expr.literal = Value(value);
    expr.type = BaseType::boolean;
    return expr;
}

bool is_constant(const Expr& expr, bool value) noexcept {
    if (expr.op != Op::constant) return false;
    const bool* literal = expr.literal.if_boolean();
    return literal != nullptr && *literal == value;
}

void move_inwards(Expr& expr, unsigned depth) {
    const bool scoped = expr.op == Op::field || expr.op == Op::named || expr.op == Op::element || is_related(expr.op);
    if (scoped && expr.scope >= depth) ++expr.scope;
    for (std::size_t i = 0; i < expr.args.size(); ++i)
        move_inwards(expr.args[i], is_inwards(expr.op, i) ? depth + 1 : depth);
}

ir::Empties empties_of(std::uint8_t flags) {
    const bool first = (flags & ir::empties_first) != 0;
    const bool last = (flags & ir::empties_last) != 0;
    if (first && last) throw QueryError("an order asks for empties first and last at once");
    return first ? ir::Empties::first : (last ? ir::Empties::last : ir::Empties::as_declared);
}

ir::Order order_of(const Expr& key) {
    return {key.args.at(0), (key.flags & ir::descending) != 0, empties_of(key.flags)};
}

ir::Order reversed(ir::Order order) {
    order.descending = !order.descending;
    if (order.empties != ir::Empties::as_declared)
        order.empties = order.empties == ir::Empties::first ? ir::Empties::last : ir::Empties::first;
    return order;
}

bool same_expression(const Expr& a, const Expr& b) {
    if (a.op != b.op || a.slot != b.slot || a.detail != b.detail) return false;
    if (is_query(a.op)) return &a == &b;
    if (a.op == Op::order_key && a.flags != b.flags) return false;
    if (a.op == Op::fragment && a.name != b.name) return false;
    if (a.op == Op::cast && a.type != b.type) return false;
    return a.path == b.path && a.scope == b.scope && a.folded == b.folded && a.relation == b.relation &&
           a.literal == b.literal &&
           std::equal(a.args.begin(), a.args.end(), b.args.begin(), b.args.end(), same_expression);
}

}  // namespace tenon::query
