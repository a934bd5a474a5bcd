#pragma once
// Functions of numbers: abs, floor, ceil, round.

#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>

#include <tenon/record.hpp>
#include <tenon/typed/expression.hpp>

namespace tenon {
namespace typed {

template <class T>
using AbsType = std::conditional_t<std::is_floating_point_v<T>, double,
                                   std::conditional_t<std::is_same_v<T, Decimal>, Decimal, std::int64_t>>;

template <ir::Op Op, std::uint16_t Digits, class E>
constexpr auto number_function(E&& number) {
    using Given = TypeOf<E>;
    using Number = AbsType<Stripped<Given>>;
    using Result = std::conditional_t<is_optional<Given>, std::optional<Number>, Number>;
    using Shape = OpShape<Op, 0, Digits, ShapeOf<E>>;
    return Expression<RootOf<E>, Result, Shape, typename std::remove_cvref_t<E>::Values>(
        std::forward<E>(number).values());
}
template <ir::Op Op, std::uint16_t Digits, class E>
constexpr auto rounding_function(E&& number) {
    using Number = Stripped<TypeOf<E>>;
    constexpr bool real = std::is_floating_point_v<Number>;
    constexpr bool fits = real || std::is_same_v<Number, Decimal>;
    static_assert(fits, "Tenon: floor(), ceil() and round() are of doubles and Decimals");
    static_assert(!real || Digits == 0,
                  "Tenon: a double is rounded to a whole number; only Decimals have digits behind the point exactly");
    if constexpr (fits && (!real || Digits == 0))
        return number_function<Op, Digits>(std::forward<E>(number));
    else
        return Refused<E>();
}

}  // namespace typed

/// Without its sign. Of integers an int64, or QueryError when it overflows.
template <typed::ExpressionType E>
[[nodiscard]] constexpr auto abs(E&& number) {
    constexpr bool fits = typed::category_of<typed::Stripped<typed::TypeOf<E>>>() == typed::Category::number;
    static_assert(fits, "Tenon: abs() is of numbers");
    if constexpr (fits)
        return typed::number_function<ir::Op::abs, 0>(std::forward<E>(number));
    else
        return typed::Refused<E>();
}
/// The greatest whole number that is not above it, as a double or Decimal.
template <typed::ExpressionType E>
[[nodiscard]] constexpr auto floor(E&& number) {
    return typed::rounding_function<ir::Op::floor, 0>(std::forward<E>(number));
}
/// The least whole number that is not below it.
template <typed::ExpressionType E>
[[nodiscard]] constexpr auto ceil(E&& number) {
    return typed::rounding_function<ir::Op::ceil, 0>(std::forward<E>(number));
}
/// The nearest; of two that are as near, the even one: round<2>(f<&Item::price>). Doubles are rounded to whole numbers only.
template <std::uint16_t Digits = 0, typed::ExpressionType E>
[[nodiscard]] constexpr auto round(E&& number) {
    return typed::rounding_function<ir::Op::round, Digits>(std::forward<E>(number));
}

// --- the same for run-time models ---
[[nodiscard]] inline RecordExpression abs(const RecordExpression& number) { return number.unary(ir::Op::abs); }
[[nodiscard]] inline RecordExpression floor(const RecordExpression& number) { return number.unary(ir::Op::floor); }
[[nodiscard]] inline RecordExpression ceil(const RecordExpression& number) { return number.unary(ir::Op::ceil); }
[[nodiscard]] inline RecordExpression round(const RecordExpression& number, std::uint16_t digits = 0) {
    return number.unary(ir::Op::round, digits);
}

}  // namespace tenon
