#include "query/arithmetic.hpp"

#include <cstdint>
#include <limits>
#include <string>

#include "query/evaluation_error.hpp"
#include <tenon/error.hpp>

namespace tenon::query {

using ir::Op;

namespace {

constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();

[[noreturn]] void overflow(Op op) { throw EvaluationError(overflow_sentence(name_of(op))); }

bool product_overflows(std::int64_t a, std::int64_t b) {
    if (a == 0 || b == 0) return false;
    if (a > 0) return b > 0 ? a > highest / b : b < lowest / a;
    return b > 0 ? a < lowest / b : b < highest / a;
}

std::int64_t add(std::int64_t a, std::int64_t b) {
    if (b > 0 ? a > highest - b : a < lowest - b) overflow(Op::add);
    return a + b;
}

std::int64_t subtract(std::int64_t a, std::int64_t b) {
    if (b < 0 ? a > highest + b : a < lowest + b) overflow(Op::sub);
    return a - b;
}

std::int64_t multiply(std::int64_t a, std::int64_t b) {
    if (product_overflows(a, b)) overflow(Op::mul);
    return a * b;
}

Value divide(std::int64_t a, std::int64_t b) {
    if (b == 0) return {};
    if (a == lowest && b == -1) overflow(Op::div);
    return a / b;
}

Value remainder(std::int64_t a, std::int64_t b) {
    if (b == 0) return {};
    return b == -1 ? std::int64_t{0} : a % b;
}

Value of_integers(Op op, std::int64_t a, std::int64_t b) {
    switch (op) {
    case Op::add: return add(a, b);
    case Op::sub: return subtract(a, b);
    case Op::mul: return multiply(a, b);
    case Op::div: return divide(a, b);
    default: return remainder(a, b);
    }
}

[[noreturn]] void refuse_operands(Op op, const Value& left, const Value& right) {
    throw QueryError("`" + std::string(name_of(op)) + "` means nothing for " + std::string(name_of(left.kind())) +
                     " and " + std::string(name_of(right.kind())));
}

Value of_reals(Op op, double a, double b) {
    switch (op) {
    case Op::add: return a + b;
    case Op::sub: return a - b;
    case Op::mul: return a * b;
    case Op::div: return b == 0 ? Value() : Value(a / b);
    default: refuse_operands(op, a, b);
    }
}

Value of_decimals(Op op, const Decimal& a, const Decimal& b) {
    switch (op) {
    case Op::add: return a + b;
    case Op::sub: return a - b;
    case Op::mul: return a * b;
    default: refuse_operands(op, a, b);
    }
}

double as_real(const Value& value) {
    if (const double* real = value.if_real()) return *real;
    if (const std::int64_t* integer = value.if_integer()) return static_cast<double>(*integer);
    if (const std::uint64_t* integer = value.if_unsigned()) return static_cast<double>(*integer);
    return value.as_double();
}

Decimal as_decimal(const Value& value) {
    if (const Decimal* decimal = value.if_decimal()) return *decimal;
    if (value.if_unsigned() != nullptr) return Decimal::parse(std::to_string(*value.if_unsigned()));
    return Decimal(value.as_int64());
}

}  // namespace

Value compute(Op op, const Value& left, const Value& right) {
    if (left.is_empty() || right.is_empty()) return {};
    if (left.if_integer() != nullptr && right.if_integer() != nullptr)
        return of_integers(op, *left.if_integer(), *right.if_integer());
    if (left.if_real() != nullptr || right.if_real() != nullptr) return of_reals(op, as_real(left), as_real(right));
    if (left.if_decimal() != nullptr || right.if_decimal() != nullptr)
        return of_decimals(op, as_decimal(left), as_decimal(right));
    if (left.if_unsigned() != nullptr || right.if_unsigned() != nullptr) overflow(op);
    refuse_operands(op, left, right);
}

Value negated(const Value& value) {
    if (const double* real = value.if_real()) return -*real;
    if (const Decimal* decimal = value.if_decimal()) return -*decimal;
    return compute(Op::sub, Value(0), value);
}

}  // namespace tenon::query
