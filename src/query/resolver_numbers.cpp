// Comparisons, arithmetic and aggregates: what their operands may be, and what they give.

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "query/collation.hpp"
#include "query/expression.hpp"
#include "query/resolver.hpp"
#include "query/words.hpp"
#include "schema/cast.hpp"

namespace tenon::query {

using ir::Expr;
using ir::Op;

namespace {

bool is_labelled(const Expr& expr) { return expr.declared != nullptr && schema::is_numbered(*expr.declared); }

bool same_labels(const schema::Type* a, const schema::Type* b) {
    if (a == nullptr || b == nullptr || a == b) return true;
    return std::equal(a->labels.begin(), a->labels.end(), b->labels.begin(), b->labels.end(),
                      [](const schema::Label& x, const schema::Label& y) { return x.text == y.text; });
}

bool same_elements(const schema::Type* a, const schema::Type* b) {
    if (a == nullptr || b == nullptr || a->elements.empty() || b->elements.empty()) return true;
    return family_of(a->elements.front().base) == family_of(b->elements.front().base);
}

}  // namespace

void Resolver::comparison(Expr& expr) {
    for (Expr& operand : expr.args) value(operand);
    for (std::size_t i = 1; i < expr.args.size(); ++i) unify(expr.args[0], expr.args[i], expr);
    expr.type = BaseType::boolean;
}

void Resolver::membership(Expr& expr) {
    value(expr.args[0]);
    leaf(expr.args[1]);
    unify(expr.args[0], expr.args[1], expr);
    if (expr.args[0].type >= BaseType::json)
        refuse("`in` compares single values, and " + spell(expr.args[0]) + " is nested; join `==` by `or`",
               &expr.args[0]);
    expr.type = BaseType::boolean;
}

void Resolver::unify(Expr& left, Expr& right, const Expr& operation) {
    if (is_value(left)) adopt(left, right);
    if (is_value(right)) adopt(right, left);
    check_bounds(left, right);
    check_bounds(right, left);
    check_comparable(left, right, operation);
}

void Resolver::check_comparable(const Expr& left, const Expr& right, const Expr& operation) const {
    const Family a = family_of(left.type);
    const Family b = family_of(right.type);
    const bool open = a == Family::unknown || b == Family::unknown;  // an empty, or two values of types unknown
    if (!open && a != b) refuse(spell(left) + " doesn't compare with " + spell(right) + " (rule 4)", &left);
    if (is_order_comparison(operation.op)) {
        const std::string_view why = why_unordered(a == Family::unknown ? right.type : left.type);
        if (!why.empty()) refuse(symbol(operation.op) + " on " + spell(left) + ": " + std::string(why), &left);
        check_collations(left, right, operation);
    }
    if (open) return;
    const bool labels = a == Family::enumeration || (is_labelled(left) && is_labelled(right));
    if (labels && !same_labels(left.declared, right.declared))
        refuse(spell(left) + " and " + spell(right) + " are different enumerations", &left);
    if (a == Family::array && !same_elements(left.declared, right.declared))
        refuse(spell(left) + " and " + spell(right) + " hold elements that don't compare", &left);
}

void Resolver::check_collations(const Expr& left, const Expr& right, const Expr& operation) const {
    const std::string_view a = collation_of(left);
    const std::string_view b = collation_of(right);
    if (!a.empty() && !b.empty() && a != b)
        refuse(symbol(operation.op) + " of " + spell(left) + " and " + spell(right) + ": one is in the order of `" +
                   std::string(a) + "`, the other in that of `" + std::string(b) + "`; declare one collation for both",
               &left);
}

// A real bound becomes a whole one only beside an integer (rule 4).
void Resolver::check_bounds(Expr& value, const Expr& other) const {
    if ((value.flags & ir::meets_integer) == 0) return;
    if (!is_integer(other.type) || !is_real(value.type)) {
        value.flags = static_cast<std::uint8_t>(value.flags & ~ir::meets_integer);
        value.real_state = 0;
    } else if (other.type == BaseType::uint64 && value.real_state == 2) {
        refuse("a real above the range of int64 doesn't compare with " + spell(other) + " (rule 4)", &other);
    }
}

void Resolver::number_operand(const Expr& expr, const Expr& operation) const {
    if (is_labelled(expr))
        refuse(symbol(operation.op) + " takes numbers, and " + spell(expr) +
                   " is an enumeration: its numbers stand for labels",
               &expr);
    if (is_number(expr.type) || is_empty_constant(expr)) return;
    const bool text = expr.type == BaseType::text && operation.op == Op::add;
    refuse(symbol(operation.op) + " takes numbers, and " + spell(expr) + " is none" +
               (text ? "; join text by concat" : ""),
           &expr);
}

void Resolver::arithmetic(Expr& expr) {
    Expr& left = expr.args[0];
    Expr& right = expr.args[1];
    value(left);
    value(right);
    if (is_value(left)) adopt(left, right);
    if (is_value(right)) adopt(right, left);
    check_bounds(left, make(Op::constant));
    check_bounds(right, make(Op::constant));
    if (left.type == BaseType::none && right.type == BaseType::none)
        refuse(symbol(expr.op) + " of two values of unknown types");
    number_operand(left, expr);
    number_operand(right, expr);
    const bool decimal = left.type == BaseType::decimal || right.type == BaseType::decimal;
    const bool real = is_real(left.type) || is_real(right.type);
    if (decimal && real)
        refuse(symbol(expr.op) + " of a decimal and a real isn't exact: " + spell(left) + ", " + spell(right), &left);
    if (decimal && (expr.op == Op::div || expr.op == Op::mod))
        refuse(symbol(expr.op) + " of decimals gives other digits on each database; multiply instead, or divide in C++",
               &left);
    if (real && expr.op == Op::mod) refuse("`%` takes integers: " + spell(left) + ", " + spell(right), &left);
    expr.type = decimal ? BaseType::decimal : (real ? BaseType::float64 : BaseType::int64);
    expr.nullable = left.nullable || right.nullable || expr.op == Op::div || expr.op == Op::mod;
}

void Resolver::bits(Expr& expr) {
    Expr& whole = expr.args[0];
    Expr& mask = expr.args[1];
    value(whole);
    value(mask);
    if (is_value(whole)) adopt(whole, mask);
    if (is_value(mask)) adopt(mask, whole);
    for (Expr& operand : expr.args) {
        check_bounds(operand, make(Op::constant));
        number_operand(operand, expr);
        if (!is_integer(operand.type) && !is_empty_constant(operand))
            refuse(symbol(expr.op) + " are those of integers, and " + spell(operand) + " is none", &operand);
    }
    expr.type = BaseType::boolean;
}

void Resolver::negation(Expr& expr) {
    Expr& operand = expr.args[0];
    value(operand);
    number_operand(operand, expr);
    expr.type = is_integer(operand.type) ? BaseType::int64 : (is_real(operand.type) ? BaseType::float64 : operand.type);
    expr.nullable = operand.nullable;
}

void Resolver::aggregate(Expr& expr) {
    if (!aggregates_)
        refuse(symbol(expr.op) + " has a meaning only in outputs, having and order of `aggregate`, and not inside " +
               "another aggregate");
    expr.type = BaseType::int64;
    expr.nullable = false;
    if (expr.op == Op::count_rows) return;
    if (is_ordered_aggregate(expr.op)) return ordered_aggregate(expr);
    Expr& operand = expr.args[0];
    aggregates_ = false;
    value(operand);
    aggregates_ = true;
    if (expr.op == Op::count || expr.op == Op::count_distinct) return;
    expr.nullable = expr.op != Op::sum;
    if (expr.op == Op::sum || expr.op == Op::avg) {
        number_operand(operand, expr);
        if (expr.op == Op::avg || is_real(operand.type)) expr.type = BaseType::float64;
        if (expr.op == Op::sum && operand.type == BaseType::decimal) {
            expr.type = operand.type;
            expr.declared = operand.declared;
        }
        return;
    }
    std::string why(why_unordered(operand.type));
    if (operand.type == BaseType::boolean) why = "booleans have none (rule 7)";
    if (!why.empty()) refuse(symbol(expr.op) + " of " + spell(operand) + ": " + why, &operand);
    expr.type = operand.type;
    expr.declared = operand.declared;
}

}  // namespace tenon::query
