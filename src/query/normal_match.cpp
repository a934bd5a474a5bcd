// Lists, text, arrays and relations: operations that keep their negation, once their operands are made sure.

#include <utility>

#include "query/expression.hpp"
#include "query/junction.hpp"
#include "query/normalizer.hpp"
#include <tenon/schema.hpp>

namespace tenon::query {

using ir::Expr;
using ir::Op;

namespace {

Expr without_empties(Expr list) {
    list.known_empty = false;
    return list;
}

bool elements_may_be_empty(const Expr& array) {
    return array.declared != nullptr && !array.declared->elements.empty() && array.declared->elements.front().nullable;
}

Expr element_of(const Expr& array) {
    Expr element = make(Op::element);
    element.declared = &array.declared->elements.front();
    element.type = element.declared->base;
    element.nullable = element.declared->nullable;
    return element;
}

// Does one element hold this? `condition` is in normal form. A missing array is an empty one.
Expr any_element(const Expr& array, Expr condition, bool positive) {
    if (is_known_empty(array) || is_constant(condition, false)) return boolean(!positive);
    Expr any = make(Op::array_any, normal_value(array), std::move(condition));
    return positive ? std::move(any) : complement(std::move(any), {&array});
}

Expr contains_empty(const Expr& array, bool positive) {
    if (!elements_may_be_empty(array)) return boolean(!positive);
    return any_element(array, emptiness(element_of(array), true), positive);
}

Expr normal_array_contains(const Expr& array, const Expr& sought, bool positive) {
    if (is_known_empty(array)) return boolean(!positive);
    if (is_known_empty(sought)) return contains_empty(array, positive);
    if (sought.nullable && elements_may_be_empty(array)) {
        Expr outer = sought;
        move_inwards(outer);
        return any_element(array, normal_comparison(Op::eq, element_of(array), outer, true), positive);
    }
    Expr contains = make(Op::array_contains, normal_value(array), normal_value(sought));
    return positive ? std::move(contains) : complement(std::move(contains), {&array, &sought});
}

Expr normal_array_contains_all(const Expr& array, const Expr& list, bool positive) {
    std::vector<Expr> parts;
    if (list.known_empty) parts.push_back(contains_empty(array, positive));
    if (list.size_class > 0) {
        if (is_known_empty(array)) return boolean(!positive);
        Expr contains = make(Op::array_contains_all, normal_value(array), without_empties(list));
        parts.push_back(positive ? std::move(contains) : complement(std::move(contains), {&array}));
    }
    return positive ? all_of(std::move(parts)) : any_of(std::move(parts));
}

}  // namespace

// Its complement is `not` of it, which compilers write so that an empty on either side fulfils it.
Expr normal_in_query(const Expr& condition, bool positive) {
    if (is_known_empty(condition.args[0])) return boolean(!positive);
    Expr in = make(Op::in_query, normal_value(condition.args[0]), normal_value(condition.args[1]));
    return positive ? std::move(in) : make(Op::not_, std::move(in));
}

Expr normal_membership(const Expr& condition, bool positive) {
    const Expr& value = condition.args[0];
    const Expr& list = condition.args[1];
    if (is_known_empty(value)) return boolean(list.known_empty == positive);
    if (list.size_class == 0) return list.known_empty ? emptiness(value, positive) : boolean(!positive);
    Expr in = make(Op::in, normal_value(value), without_empties(list));
    if (!positive) return list.known_empty ? make(Op::not_, std::move(in)) : complement(std::move(in), {&value});
    std::vector<Expr> parts;
    parts.push_back(std::move(in));
    if (list.known_empty) parts.push_back(emptiness(value, true));
    return any_of(std::move(parts));
}

namespace {

ir::BitTest opposite_test(ir::BitTest test) {
    switch (test) {
    case ir::BitTest::all_set: return ir::BitTest::any_clear;
    case ir::BitTest::any_set: return ir::BitTest::all_clear;
    case ir::BitTest::all_clear: return ir::BitTest::any_set;
    default: return ir::BitTest::all_set;
    }
}

}  // namespace

Expr normal_bits(const Expr& condition, bool positive) {
    for (const Expr& operand : condition.args)
        if (is_known_empty(operand)) return boolean(!positive);
    Expr bits = make(Op::bits, normal_value(condition.args[0]), normal_value(condition.args[1]));
    bits.detail = condition.detail;
    if (positive) return bits;
    bits.detail = static_cast<std::uint16_t>(opposite_test(static_cast<ir::BitTest>(condition.detail)));
    std::vector<Expr> parts;
    parts.push_back(std::move(bits));
    for (const Expr& operand : condition.args) parts.push_back(emptiness(operand, true));
    return any_of(std::move(parts));
}

namespace {

Expr folded(const Expr& operand) {
    Expr expr = normal_value(operand);
    expr.folded = true;
    return expr;
}

/// Folded on both sides, it is a match that looks at case. False with an empty on either side, unlike `==`.
Expr normal_folded_match(const Expr& condition, bool positive) {
    const Expr& text = condition.args[0];
    const Expr& pattern = condition.args[1];
    if (condition.op == Op::iequals) {
        Expr equal = make(positive ? Op::eq : Op::ne, folded(text), folded(pattern));
        if (positive) return equal;
        std::vector<Expr> parts;
        parts.push_back(std::move(equal));
        parts.push_back(emptiness(text, true));
        parts.push_back(emptiness(pattern, true));
        return any_of(std::move(parts));
    }
    Expr match = make(condition.op == Op::ilike ? Op::like : Op::contains, folded(text), folded(pattern));
    return positive ? std::move(match) : complement(std::move(match), {&text, &pattern});
}

}  // namespace

Expr normal_text_match(const Expr& condition, bool positive) {
    const Expr& text = condition.args[0];
    const Expr& pattern = condition.args[1];
    if (is_known_empty(text) || is_known_empty(pattern)) return boolean(!positive);
    if (compares_folded(condition)) return normal_folded_match(condition, positive);
    Expr match = make(condition.op, normal_value(text), normal_value(pattern));
    return positive ? std::move(match) : complement(std::move(match), {&text, &pattern});
}

Expr normal_array(const Expr& condition, bool positive) {
    const Expr& array = condition.args[0];
    const Expr& second = condition.args[1];
    switch (condition.op) {
    case Op::array_contains: return normal_array_contains(array, second, positive);
    case Op::array_contains_all: return normal_array_contains_all(array, second, positive);
    case Op::array_any: return any_element(array, normal(second, true), positive);
    case Op::array_none: return any_element(array, normal(second, true), !positive);
    default: return any_element(array, normal(second, false), !positive);
    }
}

Expr normal_related(const Expr& condition, bool positive) {
    const bool all = condition.op == Op::related_all;
    const bool wanted = condition.op == Op::related_any ? positive : !positive;
    Expr inner = normal(condition.args[0], !all);
    if (is_constant(inner, false)) return boolean(!wanted);
    Expr any = make(Op::related_any, std::move(inner));
    any.scope = condition.scope;
    any.relation = condition.relation;
    any.relation_member = condition.relation_member;
    return wanted ? std::move(any) : make(Op::not_, std::move(any));
}

}  // namespace tenon::query
