// `case`, `coalesce` and `cast`: what the values have in common, and which casts mean the same everywhere.

#include <algorithm>
#include <utility>

#include "query/expression.hpp"
#include "query/resolver.hpp"
#include "query/words.hpp"

namespace tenon::query {

using ir::Expr;
using ir::Op;

namespace {

constexpr int digits_of_double = 15;  // that every double of so many keeps

// What the types of given values follow: a field rather than what is computed.
const Expr* leading(const std::vector<Expr*>& values) {
    const Expr* found = nullptr;
    for (const Expr* value : values) {
        if (value->type == BaseType::none || is_value(*value)) continue;
        if (found == nullptr || (found->declared == nullptr && value->declared != nullptr)) found = value;
    }
    return found;
}

void cast_to(Expr& expr, BaseType type) {
    Expr made = make(Op::cast);
    made.type = type;
    made.nullable = expr.nullable;
    made.args.push_back(std::move(expr));
    expr = std::move(made);
}

// Of one form in storage, on every database.
bool same_storage(const schema::Type* a, const schema::Type* b) {
    if (a == nullptr || b == nullptr) return false;
    return a->precision == b->precision && a->scale == b->scale && a->stored_as_text == b->stored_as_text;
}

bool same_labels(const schema::Type& a, const schema::Type& b) {
    return std::equal(a.labels.begin(), a.labels.end(), b.labels.begin(), b.labels.end(),
                      [](const schema::Label& x, const schema::Label& y) { return x.text == y.text; });
}

bool is_exact(const Expr& from, BaseType to) {
    const bool integer = is_integer(from.type) && from.type != BaseType::uint64;
    switch (to) {
    case BaseType::int64: return integer || from.type == BaseType::boolean;
    case BaseType::text: return integer || from.type == BaseType::text;
    case BaseType::decimal: return integer || from.type == BaseType::decimal;
    case BaseType::float64:
        if (from.type == BaseType::decimal)
            return from.declared != nullptr && from.declared->precision > 0 &&
                   from.declared->precision <= digits_of_double;
        return integer || is_real(from.type);
    default: return false;
    }
}

}  // namespace

void Resolver::choice(Expr& expr) {
    std::vector<Expr*> values;
    bool some = false;
    bool all = true;
    for (std::size_t i = 0; i < expr.args.size(); ++i) {
        Expr& operand = expr.args[i];
        if (!is_chosen(expr, i)) {
            condition(operand);
            continue;
        }
        value(operand);
        values.push_back(&operand);
        some = some || operand.nullable;
        all = all && operand.nullable;
    }
    unify_values(values, expr);
    expr.nullable = expr.op == Op::case_ ? some : all;
}

void Resolver::unify_values(const std::vector<Expr*>& values, Expr& expr) {
    if (const Expr* leader = leading(values)) {
        const Expr beside = *leader;
        for (Expr* value : values)
            if (is_value(*value)) adopt(*value, beside);
        expr.declared = beside.declared;
    }
    const Expr* first = nullptr;
    for (Expr* value : values) {
        check_bounds(*value, make(Op::constant));
        if (value->type == BaseType::none) continue;
        if (value->type >= BaseType::json)
            refuse(symbol(expr.op) + " gives single values, and " + spell(*value) + " is nested", value);
        if (first == nullptr) first = value;
        if (family_of(first->type) != family_of(value->type))
            refuse(symbol(expr.op) + " gives values of one type: " + spell(*first) + ", " + spell(*value), value);
    }
    if (first == nullptr) refuse(symbol(expr.op) + " of values that are all of unknown types or empty");
    expr.type = first->type;
    if (is_number(expr.type)) return unify_numbers(values, expr);
    check_storage(values, expr);
}

void Resolver::unify_numbers(const std::vector<Expr*>& values, Expr& expr) {
    const auto any = [&](auto wanted) {
        return std::any_of(values.begin(), values.end(), [&](const Expr* value) { return wanted(value->type); });
    };
    const bool great = any([](BaseType type) { return type == BaseType::uint64; });
    const bool real = any([](BaseType type) { return is_real(type); });
    const bool decimal = any([](BaseType type) { return type == BaseType::decimal; });
    const bool small = any([](BaseType type) { return is_integer(type) && type != BaseType::uint64; });
    if ((decimal && (real || great || small)) || (great && (real || small)))
        refuse(symbol(expr.op) +
               " mixes numbers that no one type holds exactly; cast the others, or give values of one type");
    if (decimal) {
        expr.type = BaseType::decimal;
        return check_storage(values, expr);
    }
    expr.declared = nullptr;
    expr.type = great ? BaseType::uint64 : (real ? BaseType::float64 : BaseType::int64);
    for (Expr* value : values)
        if (real && is_integer(value->type)) cast_to(*value, BaseType::float64);
}

// Values that are stored in several forms must be of one.
void Resolver::check_storage(const std::vector<Expr*>& values, const Expr& expr) const {
    const bool times = expr.type == BaseType::timestamp;
    const bool decimals = expr.type == BaseType::decimal;
    if (decimals && expr.declared == nullptr)
        refuse(symbol(expr.op) + " of decimals needs a field among its values, whose scale they have");
    for (const Expr* value : values) {
        if (is_value(*value) || value->type == BaseType::none) continue;
        if ((times || decimals) && !same_storage(value->declared, expr.declared))
            refuse(symbol(expr.op) + " of " + (times ? "times" : "decimals") + " that are stored differently: " +
                       spell(*value) + "; choose between values of one precision and scale",
                   value);
        if (expr.type == BaseType::enumeration && value->declared != nullptr && expr.declared != nullptr &&
            !same_labels(*value->declared, *expr.declared))
            refuse(symbol(expr.op) + " of different enumerations: " + spell(*value), value);
    }
}

void Resolver::cast(Expr& expr) {
    Expr& operand = expr.args[0];
    value(operand);
    if (is_value(operand) && operand.type == BaseType::none) operand.type = expr.type;
    check_bounds(operand, make(Op::constant));
    expr.nullable = operand.nullable;
    if (operand.type == BaseType::none) return;  // an empty
    if (!is_exact(operand, expr.type))
        refuse("a cast of " + spell(operand) + " to " + std::string(name_of(expr.type)) +
                   " isn't exact on every database; read the value and convert it in C++",
               &operand);
    if (operand.type == BaseType::decimal) expr.declared = expr.type == BaseType::decimal ? operand.declared : nullptr;
}

}  // namespace tenon::query
