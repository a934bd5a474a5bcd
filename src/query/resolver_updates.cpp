// Assignments, and what an update makes of an old value.

#include <algorithm>
#include <utility>

#include "query/expression.hpp"
#include "query/resolver.hpp"
#include "query/words.hpp"

namespace tenon::query {

using ir::Expr;
using ir::Op;

namespace {

bool loses_digits(BaseType from, BaseType to) {
    if (is_integer(to)) return !is_integer(from);
    return to == BaseType::decimal ? is_real(from) : from == BaseType::decimal;
}

/// In the same object as the target: it is there when the target is written.
bool is_beside(const Expr& expr, const Expr& target) {
    return expr.op == Op::field && expr.scope == target.scope && expr.path.size() == target.path.size() &&
           std::equal(expr.path.begin(), expr.path.end() - 1, target.path.begin());
}

/// Can the target get an empty from this?
bool gives_empty(const Expr& expr, const Expr& target) {
    if (!expr.nullable) return false;
    if (is_beside(expr, target)) return expr.declared->nullable;
    const bool passes = expr.op == Op::add || expr.op == Op::sub || expr.op == Op::mul || expr.op == Op::negate ||
                        expr.op == Op::lower || expr.op == Op::upper || expr.op == Op::concat;
    if (!passes) return true;
    return std::any_of(expr.args.begin(), expr.args.end(),
                       [&](const Expr& operand) { return gives_empty(operand, target); });
}

std::string called(Op op) { return "`" + std::string(name_of(op)) + "`"; }

}  // namespace

bool paths_overlap(const std::vector<std::uint16_t>& a, const std::vector<std::uint16_t>& b) {
    const std::size_t shared = std::min(a.size(), b.size());
    return std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(shared), b.begin());
}

void Resolver::sort_key(Expr& expr) {
    value(expr);
    if (expr.type == BaseType::none || expr.type == BaseType::enumeration || expr.type == BaseType::json) return;
    const std::string_view why = why_unordered(expr.type);
    if (!why.empty()) refuse("can't sort by " + spell(expr) + ": " + std::string(why), &expr);
}

void Resolver::assignment(const Expr& target, Expr& value) {
    const bool assigns = std::exchange(assigns_, true);
    this->value(value);
    assigns_ = assigns;
    const schema::Type& type = *target.declared;
    if (is_value(value)) adopt_for_storage(value, type);
    if (is_folded_field(target) && !can_be_folded(value))
        refuse(words(target) + " is kept folded by our own code, which can't fold " + words(value) +
                   " where it is: read the row, and assign a value",
               &target);
    const bool is_nested_place = target.path.size() > 1 || scopes_.size() > 1;  // where no column refuses it
    if (is_empty_constant(value) || (is_nested_place && value.known_empty)) {
        if (!type.nullable) refuse(words(target) + " can't be empty", &target);
        return;
    }
    if (is_nested_place && !type.nullable && !is_nested(type.base) && gives_empty(value, target))
        refuse(words(target) + " can't be empty, and " + words(value) + " can; say by coalesce what it is then",
               &target);
    const bool fits = family_of(value.type) == family_of(type.base) &&
                      !(is_number(type.base) && loses_digits(value.type, type.base));
    if (!fits && !(value.op == Op::constant && type.base == BaseType::json))
        refuse(spell(value) + " can't be stored in " + spell(target), &target);
}

void Resolver::update_value(Expr& expr) {
    if (!assigns_) refuse(called(expr.op) + " has a meaning only in what an update assigns");
    switch (expr.op) {
    case Op::or_zero: {
        value(expr.args[0]);
        number_operand(expr.args[0], expr);
        expr.type = expr.args[0].type;
        expr.declared = expr.args[0].declared;
        expr.nullable = false;
        return;
    }
    case Op::least:
    case Op::greatest: return extreme(expr);
    case Op::map_rename: return map_rename(expr);
    case Op::order_key: refuse("a sort key stands outside of array_sort");
    default: return array_value(expr);
    }
}

void Resolver::extreme(Expr& expr) {
    Expr& place = expr.args[0];
    Expr& given = expr.args[1];
    value(place);
    value(given);
    if (is_value(given) && place.declared != nullptr) adopt_for_storage(given, *place.declared);
    unify(place, given, make(Op::lt));
    if (is_empty_constant(given) || given.known_empty)
        refuse(called(expr.op) + " of " + words(place) + " and nothing", &place);
    expr.type = place.type;
    expr.declared = place.declared;
    expr.nullable = place.nullable && given.nullable;
}

void Resolver::map_rename(Expr& expr) {
    Expr& map = expr.args[0];
    value(map);
    if (map.op != Op::field || map.type != BaseType::map)
        refuse(called(expr.op) + " takes a map, and " + spell(map) + " is none", &map);
    key_operands(expr, "a key of a map");
    expr.type = map.type;
    expr.declared = map.declared;
    expr.nullable = map.nullable;
}

// Of an empty array, what only takes away or sorts is empty as well.
void Resolver::array_value(Expr& expr) {
    const schema::Type& element = array_operand(expr.args[0], expr);
    const schema::Type& array = *expr.args[0].declared;
    if (expr.op == Op::array_add && expr.args[0].op != Op::field)
        refuse(called(expr.op) + " takes a field: what was made of one can't be searched at once");
    if (array.size != 0 && expr.op != Op::array_change && expr.op != Op::array_sort)
        refuse(words(expr.args[0]) + " always has " + std::to_string(array.size) +
                   " elements, and none is added or taken out: give it a whole array, or change the elements where "
                   "they are",
               &expr.args[0]);
    scopes_.push_back({nullptr, &element, scopes_.back().name});
    if (expr.op == Op::array_change) {
        array_change(expr);
    } else if (expr.op == Op::array_keep) {
        condition(expr.args[1]);
    } else if (expr.op == Op::array_sort) {
        for (std::size_t i = 1; i < expr.args.size(); ++i) {
            if (expr.args[i].op != Op::order_key) refuse(called(expr.op) + " takes sort keys");
            sort_key(expr.args[i].args[0]);
        }
    }
    scopes_.pop_back();
    array_operands(expr, array);
    expr.type = BaseType::array;
    expr.declared = &array;
    expr.nullable = expr.args[0].nullable && expr.op != Op::array_push && expr.op != Op::array_add;
}

// Those that are read in the row.
void Resolver::array_operands(Expr& expr, const schema::Type& array) {
    if (expr.op == Op::array_slice) whole_number(expr.args[1], expr);
    if (expr.op == Op::array_push && expr.args.size() > 2) whole_number(expr.args[2], expr);
    if (expr.op != Op::array_push && expr.op != Op::array_add) return;
    const bool one = expr.op == Op::array_add;
    const schema::Type& wanted = one ? array.elements.front() : array;
    Expr& given = expr.args[1];
    value(given);
    if (is_value(given)) adopt_for_storage(given, wanted);
    if (one && (is_empty_constant(given) || given.known_empty)) {
        if (!wanted.nullable) refuse("the elements of " + words(expr.args[0]) + " can't be empty", &expr.args[0]);
        return;
    }
    if (given.op != Op::param || given.known_empty)
        refuse(called(expr.op) + " takes " + (one ? "a value" : "values") + " given with the update, not " +
                   spell(given),
               &expr.args[0]);
    if (family_of(given.type) != family_of(wanted.base) ||
        (is_number(wanted.base) && loses_digits(given.type, wanted.base)))
        refuse(spell(given) + " can't be stored in " + spell(expr.args[0]), &expr.args[0]);
}

// In the scope of an element.
void Resolver::array_change(Expr& expr) {
    condition(expr.args[1]);
    for (std::size_t i = 2; i < expr.args.size(); i += 2) {
        Expr& target = expr.args[i];
        const bool is_place = target.op == Op::field || target.op == Op::named || target.op == Op::element;
        if (!is_place || target.scope != 0) refuse("the left side of a change to elements is no part of them");
        path(target);
        for (std::size_t before = 2; before < i; before += 2)
            if (paths_overlap(expr.args[before].path, target.path))
                refuse(words(target) + " is set twice in one update", &target);
        assignment(target, expr.args[i + 1]);
    }
}

void Resolver::whole_number(Expr& expr, const Expr& operation) {
    value(expr);
    if (expr.op == Op::param && expr.type == BaseType::none) expr.type = BaseType::int64;
    const bool usable = (expr.op == Op::param || expr.op == Op::constant) && is_integer(expr.type);
    if (!usable || expr.known_empty) refuse(called(operation.op) + " takes a whole number");
}

}  // namespace tenon::query
