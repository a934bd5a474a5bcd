#include "query/functions.hpp"

#include <cmath>
#include <limits>

#include "query/arithmetic.hpp"
#include "query/equality.hpp"
#include "query/evaluation.hpp"
#include "query/evaluation_error.hpp"
#include "query/expression.hpp"
#include "value/numbers.hpp"
#include "value/time_units.hpp"
#include "value/utf8.hpp"

namespace tenon::query {

using ir::Expr;
using ir::Op;

namespace {

Value magnitude(const Value& value) { return compare_numbers(value, Value(0)) < 0 ? negated(value) : value; }

Decimal floored(const Decimal& value) {
    const Decimal near = value.rounded(0);
    return near > value ? near - Decimal(1) : near;
}

Value rounded(const Expr& expr, const Value& value) {
    if (const Decimal* decimal = value.if_decimal()) {
        if (expr.op == Op::round) return decimal->scale() > expr.detail ? decimal->rounded(expr.detail) : *decimal;
        return expr.op == Op::floor ? floored(*decimal) : -floored(-*decimal);
    }
    const double real = value.as_double();
    if (expr.op == Op::floor) return std::floor(real);
    return expr.op == Op::ceil ? std::ceil(real) : std::nearbyint(real);
}

// Where the code point with this number starts; the end when there is none.
std::size_t byte_of(std::string_view text, std::int64_t code_point) {
    std::size_t at = 0;
    for (; code_point > 0 && at < text.size(); --code_point) at += code_point_size(text.substr(at));
    return at < text.size() ? at : text.size();
}

std::int64_t checked_place(const Value& value) {
    const std::int64_t place = value.as_int64();
    if (place < 0) throw EvaluationError("a place in text, or a length, can't be negative");
    return place;
}

Value substring(std::string_view text, const Value& from, const Value& count) {
    const std::string_view rest = text.substr(byte_of(text, checked_place(from)));
    return rest.substr(0, byte_of(rest, checked_place(count)));
}

Value replaced(const std::string& text, const std::string& what, const std::string& by) {
    if (what.empty()) return text;
    std::string made;
    std::size_t from = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, from)) {
        made.append(text, from, at - from).append(by);
        from = at + what.size();
    }
    return made.append(text, from);
}

Value position(std::string_view text, std::string_view part) {
    const std::size_t at = text.find(part);
    return at == std::string_view::npos ? Value() : Value(code_points(text.substr(0, at)));
}

template <class Time>
Value stepped_or_refused(TimeUnit unit, Time time, std::int64_t count) {
    if (const auto moved = stepped(unit, time, count)) return *moved;
    throw EvaluationError(out_of_years_sentence());
}

template <class Time>
Value time_function(const Expr& expr, Time time, std::span<const Value> operands) {
    const auto unit = static_cast<TimeUnit>(expr.detail);
    switch (expr.op) {
    case Op::time_part: return part_of(unit, time);
    case Op::time_truncate: return truncated(unit, time);
    default: return stepped_or_refused(unit, time, operands[1].as_int64());
    }
}

Value time_difference(TimeUnit unit, const Value& a, const Value& b) {
    if (const Date* day = a.if_date()) return difference(unit, *day, *b.if_date());
    return difference(unit, *a.if_timestamp(), *b.if_timestamp());
}

}  // namespace

Value call(const Expr& expr, std::span<const Value> operands) {
    const Value& first = operands[0];
    switch (expr.op) {
    case Op::abs: return magnitude(first);
    case Op::floor:
    case Op::ceil:
    case Op::round: return rounded(expr, first);
    case Op::trim: return trimmed(first.as_text());
    case Op::substring: return substring(first.as_text(), operands[1], operands[2]);
    case Op::replace: return replaced(first.as_text(), operands[1].as_text(), operands[2].as_text());
    case Op::position: return position(first.as_text(), operands[1].as_text());
    case Op::time_difference: return time_difference(static_cast<TimeUnit>(expr.detail), first, operands[1]);
    default: break;
    }
    if (const Date* day = first.if_date()) return time_function(expr, *day, operands);
    return time_function(expr, *first.if_timestamp(), operands);
}

std::string out_of_years_sentence() { return "a time is moved beyond the years 1 to 9999"; }

// Empty as soon as an operand is.
Value Evaluation::function(const Expr& expr) {
    std::vector<Value> operands;
    for (const Expr& operand : expr.args) {
        operands.push_back(value(operand));
        if (operands.back().is_empty()) return {};
    }
    if (expr.op == Op::time_difference)
        for (std::size_t i = 0; i < operands.size(); ++i) check_precision(expr.args[i], operands[i]);
    return call(expr, operands);
}

}  // namespace tenon::query
