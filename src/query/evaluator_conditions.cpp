// Conditions on values: comparisons, lists, text, arrays.

#include <algorithm>
#include <compare>
#include <string_view>
#include <utility>

#include "query/collation.hpp"
#include "query/equality.hpp"
#include "query/evaluation.hpp"
#include "query/evaluation_error.hpp"
#include "query/expression.hpp"
#include "query/value_key.hpp"
#include "value/case_fold.hpp"
#include "value/utf8.hpp"
#include <tenon/error.hpp>
#include <tenon/pattern.hpp>
#include <tenon/schema.hpp>

namespace tenon::query {

using ir::Expr;
using ir::Op;

namespace {

const Value no_elements{Array{}};

std::partial_ordering order_in(std::string_view collation, const Value& a, const Value& b) {
    if (collation.empty()) return order(a, b);
    return compare_collated(a.as_text(), b.as_text(), collation) <=> 0;
}

bool in_order(Op op, const Value& a, const Value& b, std::string_view collation) {
    if (a.is_empty() || b.is_empty()) return false;
    const std::partial_ordering found = order_in(collation, a, b);
    switch (op) {
    case Op::lt: return found < 0;
    case Op::le: return found <= 0;
    case Op::gt: return found > 0;
    default: return found >= 0;
    }
}

bool text_matches(Op op, const std::string& text, const std::string& pattern) {
    switch (op) {
    case Op::eq: return text == pattern;
    case Op::contains: return text.find(pattern) != std::string::npos;
    case Op::starts_with: return text.starts_with(pattern);
    case Op::ends_with: return text.ends_with(pattern);
    case Op::like: return like_matches(text, pattern);
    case Op::ilike: return ilike_matches(text, pattern);
    case Op::iequals: return lower_ascii(text) == lower_ascii(pattern);
    case Op::icontains: return lower_ascii(text).find(lower_ascii(pattern)) != std::string::npos;
    default: return Pattern(pattern).search(text);
    }
}

/// Negative ones in two's complement.
std::uint64_t bits_of(const Value& integer) {
    if (const std::uint64_t* great = integer.if_unsigned()) return *great;
    return static_cast<std::uint64_t>(integer.as_int64());
}

/// What a match that ignores case is between folded texts.
Op folded_op(Op op) {
    if (op == Op::iequals) return Op::eq;
    return op == Op::ilike ? Op::like : Op::contains;
}

bool holds(const Array& elements, const Value& sought) {
    return std::find(elements.begin(), elements.end(), sought) != elements.end();
}

/// A value equals another, of any kind, exactly when their keys are equal. Not so of reals and decimals, whose keys are digits.
bool has_exact_key(const Value& value) {
    const Kind kind = value.kind();
    return value.is_empty() || value.if_integer() != nullptr || value.if_unsigned() != nullptr ||
           kind == Kind::boolean || kind == Kind::text || kind == Kind::date || kind == Kind::uuid ||
           kind == Kind::object_id;
}

}  // namespace

bool Evaluation::comparison(const Expr& expr) {
    const Expr& left = expr.args.at(0);
    const Expr& right = expr.args.at(1);
    Value left_room, right_room;
    const Value& a = look(left, left_room);
    const Value& b = look(right, right_room);
    if (expr.op >= Op::lt && expr.op <= Op::ge) return in_order(expr.op, a, b, collation_of(left, right));
    check_precision(left, a);
    check_precision(right, b);
    return equal(left, a, right, b) == (expr.op == Op::eq || expr.op == Op::same);
}

bool Evaluation::between(const Expr& expr) {
    Value value_room, low_room, high_room;
    const Expr& of = expr.args.at(0);
    const Expr& low = expr.args.at(1);
    const Expr& high = expr.args.at(2);
    const Value& value = look(of, value_room);
    return in_order(Op::ge, value, look(low, low_room), collation_of(of, low)) &&
           in_order(Op::le, value, look(high, high_room), collation_of(of, high));
}

bool Evaluation::membership(const Expr& expr) {
    Value value_room, list_room;
    const Value& value = look(expr.args.at(0), value_room);
    const Expr& list = expr.args.at(1);
    const Array& values = look(list, list_room).as_array();
    constexpr std::size_t long_list = 8;
    if (values.size() > long_list && has_exact_key(value)) return is_listed(list, values, value);
    for (const Value& one : values) check_precision(list, one);
    return holds(values, value);
}

bool Evaluation::is_listed(const Expr& list, const Array& values, const Value& value) {
    Listed& listed = listed_[&list];
    if (!std::exchange(listed.was_asked, true)) {
        for (const Value& one : values) check_precision(list, one);
        return holds(values, value);
    }
    if (listed.keys.empty())
        for (const Value& one : values) listed.keys.insert(key_of({&one, 1}));
    return listed.keys.contains(key_of({&value, 1}));
}

bool Evaluation::bits(const Expr& expr) {
    Value whole_room, mask_room;
    const Value& whole = look(expr.args.at(0), whole_room);
    const Value& mask = look(expr.args.at(1), mask_room);
    if (whole.is_empty() || mask.is_empty()) return false;
    const std::uint64_t wanted = bits_of(mask);
    const std::uint64_t set = bits_of(whole) & wanted;
    switch (static_cast<ir::BitTest>(expr.detail)) {
    case ir::BitTest::all_set: return set == wanted;
    case ir::BitTest::any_set: return set != 0;
    case ir::BitTest::all_clear: return set == 0;
    default: return set != wanted;
    }
}

bool Evaluation::text_match(const Expr& expr) {
    Value text_room, pattern_room;
    const Value& text = look(expr.args.at(0), text_room);
    const Value& pattern = look(expr.args.at(1), pattern_room);
    if (text.is_empty() || pattern.is_empty()) return false;
    try {
        if (compares_folded(expr))
            return text_matches(folded_op(expr.op), case_folded(text.as_text()), case_folded(pattern.as_text()));
        return text_matches(expr.op, text.as_text(), pattern.as_text());
    } catch (const QueryError& refusal) {
        throw EvaluationError(pattern_sentence(refusal));
    }
}

const Array& Evaluation::elements(const Expr& expr, Value& room) {
    const Value& array = look(expr, room);
    return (array.is_empty() ? no_elements : array).as_array();
}

bool Evaluation::array_contains(const Expr& expr) {
    Value array_room, sought_room;
    const Array& array = elements(expr.args.at(0), array_room);
    const Value& sought = look(expr.args.at(1), sought_room);
    check_precision(expr.args.at(1), sought);
    return holds(array, sought);
}

bool Evaluation::array_contains_all(const Expr& expr) {
    Value array_room, list_room;
    const Array& array = elements(expr.args.at(0), array_room);
    const Expr& list = expr.args.at(1);
    const Array& sought = look(list, list_room).as_array();
    for (const Value& one : sought) check_precision(list, one);
    return std::all_of(sought.begin(), sought.end(), [&](const Value& one) { return holds(array, one); });
}

bool Evaluation::quantified(const Expr& expr) {
    Value room;
    const Array& array = elements(expr.args.at(0), room);
    frames_.push_back({});
    const auto met = [&](const Value& element) {
        frames_.back().element = &element;
        return condition(expr.args.at(1));
    };
    const bool all = expr.op == Op::array_all;
    const bool result = all ? std::all_of(array.begin(), array.end(), met)
                            : std::any_of(array.begin(), array.end(), met) == (expr.op == Op::array_any);
    frames_.pop_back();
    return result;
}

}  // namespace tenon::query
