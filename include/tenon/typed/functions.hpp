#pragma once
// Functions in queries: aggregates, when(), element.

#include <cstdint>
#include <optional>
#include <type_traits>

#include <tenon/typed/path.hpp>

namespace tenon {

/// The element that `any`, `all` and `none` of a vector look at: f<&User::tags>.any(tenon::element<std::string> == "x").
template <class T>
inline constexpr typed::Element<T> element{};

/// How many rows.
[[nodiscard]] constexpr auto count() {
    return typed::Expression<void, std::int64_t, typed::OpShape<ir::Op::count_rows, 0, 0>, typed::None>();
}
/// How many rows where it is not empty.
template <typed::ExpressionType E>
[[nodiscard]] constexpr auto count(E&& expression) {
    static_cast<void>(typed::require_value<std::remove_cvref_t<E>>());
    return typed::unary<ir::Op::count, std::int64_t>(std::forward<E>(expression));
}
/// How many different values, empties left out.
template <typed::ExpressionType E>
[[nodiscard]] constexpr auto count_distinct(E&& expression) {
    static_cast<void>(typed::require_value<std::remove_cvref_t<E>>());
    return typed::unary<ir::Op::count_distinct, std::int64_t>(std::forward<E>(expression));
}

namespace typed {
template <class E>
consteval void require_number() {
    static_cast<void>(require_value<E>());
    static_assert(category_of<Stripped<TypeOf<E>>>() == Category::number, "Tenon: sum() and avg() are of numbers");
}
template <class T>
using SumType = std::conditional_t<std::is_floating_point_v<T>, double,
                                   std::conditional_t<std::is_same_v<T, Decimal>, Decimal, std::int64_t>>;
}  // namespace typed

/// 0 of nothing. Of integers an int64, or QueryError when it overflows.
template <typed::ExpressionType E>
[[nodiscard]] constexpr auto sum(E&& expression) {
    typed::require_number<std::remove_cvref_t<E>>();
    return typed::unary<ir::Op::sum, typed::SumType<typed::Stripped<typed::TypeOf<E>>>>(std::forward<E>(expression));
}
/// Empty of nothing.
template <typed::ExpressionType E>
[[nodiscard]] constexpr auto avg(E&& expression) {
    typed::require_number<std::remove_cvref_t<E>>();
    return typed::unary<ir::Op::avg, std::optional<double>>(std::forward<E>(expression));
}
template <typed::ExpressionType E>
[[nodiscard]] constexpr auto min(E&& expression) {
    static_cast<void>(typed::require_ordered<std::remove_cvref_t<E>, std::remove_cvref_t<E>>());
    return typed::unary<ir::Op::min, std::optional<typed::Stripped<typed::TypeOf<E>>>>(std::forward<E>(expression));
}
template <typed::ExpressionType E>
[[nodiscard]] constexpr auto max(E&& expression) {
    static_cast<void>(typed::require_ordered<std::remove_cvref_t<E>, std::remove_cvref_t<E>>());
    return typed::unary<ir::Op::max, std::optional<typed::Stripped<typed::TypeOf<E>>>>(std::forward<E>(expression));
}

/// A condition that counts only if the flag is set; the query keeps its type: when(!city.empty(), f<&User::city> == city).
template <typed::ExpressionType E>
[[nodiscard]] auto when(bool flag, E&& condition) {
    typed::require_condition<std::remove_cvref_t<E>>();
    using Given = std::remove_cvref_t<E>;
    typed::KeptValues values = typed::both(typed::KeptValues(), std::forward<E>(condition).values());
    values.add_present(flag);
    return typed::Expression<typed::RootOf<Given>, bool, typed::OpShape<ir::Op::when, 0, 0, typed::ShapeOf<Given>>,
                             typed::KeptValues>(std::move(values));
}

}  // namespace tenon
