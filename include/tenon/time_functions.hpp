#pragma once
// Functions of times: year, month, … weekday, truncate, add, difference. In UTC; weeks begin on Monday.

#include <concepts>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>

#include <tenon/record.hpp>
#include <tenon/typed/operands.hpp>

namespace tenon {

/// What times are truncated to, moved and counted by: truncate(f<&Order::at>, unit::month).
namespace unit {
template <TimeUnit Unit>
struct Tag {
    static constexpr TimeUnit value = Unit;
    operator TimeUnit() const { return Unit; }  // NOLINT: it is one
};
inline constexpr Tag<TimeUnit::year> year{};
inline constexpr Tag<TimeUnit::quarter> quarter{};
inline constexpr Tag<TimeUnit::month> month{};
inline constexpr Tag<TimeUnit::week> week{};
inline constexpr Tag<TimeUnit::day> day{};
inline constexpr Tag<TimeUnit::hour> hour{};
inline constexpr Tag<TimeUnit::minute> minute{};
inline constexpr Tag<TimeUnit::second> second{};
}  // namespace unit

namespace typed {

constexpr bool is_shorter_than_day(TimeUnit unit) {
    return unit == TimeUnit::hour || unit == TimeUnit::minute || unit == TimeUnit::second;
}
template <class T, TimeUnit Unit>
consteval bool require_time() {
    constexpr Category category = category_of<T>();
    constexpr bool time = category == Category::timestamp || category == Category::date;
    static_assert(time, "Tenon: this is of a Timestamp or a Date");
    static_assert(category != Category::date || !is_shorter_than_day(Unit), "Tenon: a Date has no hours");
    return time && (category != Category::date || !is_shorter_than_day(Unit));
}
template <class Given, class Result>
using LikeNullable = std::conditional_t<is_optional<Given>, std::optional<Result>, Result>;

template <TimeUnit Unit, class E>
constexpr auto time_part(E&& time) {
    using Given = TypeOf<E>;
    if constexpr (require_time<Stripped<Given>, Unit>())
        return Expression<RootOf<E>, LikeNullable<Given, std::int64_t>,
                          OpShape<ir::Op::time_part, 0, static_cast<std::uint16_t>(Unit), ShapeOf<E>>,
                          typename std::remove_cvref_t<E>::Values>(std::forward<E>(time).values());
    else
        return Refused<E>();
}
template <ir::Op Op, TimeUnit Unit, class Result, class L, class R>
constexpr auto time_operation(L left, R right) {
    require_same_root<RootOf<L>, RootOf<R>>();
    using Shape = OpShape<Op, 0, static_cast<std::uint16_t>(Unit), ShapeOf<L>, ShapeOf<R>>;
    auto values = both(std::move(left).values(), std::move(right).values());
    return Expression<CommonRoot<RootOf<L>, RootOf<R>>, Result, Shape, decltype(values)>(std::move(values));
}

}  // namespace typed

#define TENON_TIME_PART(Name, Unit)                                                       \
    template <typed::ExpressionType E>                                                    \
    [[nodiscard]] constexpr auto Name(E&& time) {                                         \
        return typed::time_part<TimeUnit::Unit>(std::forward<E>(time));                   \
    }                                                                                     \
    [[nodiscard]] inline RecordExpression Name(const RecordExpression& time) {            \
        return time.unary(ir::Op::time_part, static_cast<std::uint16_t>(TimeUnit::Unit)); \
    }
TENON_TIME_PART(year, year)
TENON_TIME_PART(quarter, quarter)
TENON_TIME_PART(month, month)      ///< 1 to 12
TENON_TIME_PART(day, day)          ///< of the month
TENON_TIME_PART(weekday, weekday)  ///< 1 is Monday, 7 is Sunday
TENON_TIME_PART(hour, hour)
TENON_TIME_PART(minute, minute)
TENON_TIME_PART(second, second)
#undef TENON_TIME_PART

/// The first instant of the month, day, … that it is in; of a Date the first day.
template <typed::ExpressionType E, TimeUnit Unit>
[[nodiscard]] constexpr auto truncate(E&& time, unit::Tag<Unit>) {
    using Given = typed::TypeOf<E>;
    if constexpr (typed::require_time<typed::Stripped<Given>, Unit>())
        return typed::Expression<
            typed::RootOf<E>, Given,
            typed::OpShape<ir::Op::time_truncate, 0, static_cast<std::uint16_t>(Unit), typed::ShapeOf<E>>,
            typename std::remove_cvref_t<E>::Values>(std::forward<E>(time).values());
    else
        return typed::Refused<E>();
}

/// So many units later, or earlier: add(f<&Order::at>, 3, unit::month). A day that the month doesn't have becomes its last:
/// a month after 31 January is the end of February. Beyond the years 1 to 9999 is a QueryError.
template <typed::ExpressionType E, class N, TimeUnit Unit>
[[nodiscard]] constexpr auto add(E&& time, N&& count, unit::Tag<Unit>) {
    using Given = typed::TypeOf<E>;
    using Count = typename typed::OperandType<std::remove_cvref_t<N>>::type;
    constexpr bool whole = typed::is_integer_type<typed::Stripped<Count>>;
    static_assert(whole, "Tenon: a time is moved by a whole number of units");
    if constexpr (whole && typed::require_time<typed::Stripped<Given>, Unit>()) {
        using Result = std::conditional_t<typed::is_optional<Count>, std::optional<typed::Stripped<Given>>, Given>;
        return typed::time_operation<ir::Op::time_add, Unit, Result>(
            typed::operand<Given>(std::forward<E>(time)), typed::operand<std::int64_t>(std::forward<N>(count)));
    } else {
        return typed::Refused<E>();
    }
}

/// How many whole units lie from `b` to `a`, negative when `a` is the earlier: difference(f<&Order::sent>, f<&Order::at>,
/// unit::hour). Of weeks and what is shorter: months differ in length.
template <class A, class B, TimeUnit Unit>
    requires(typed::ExpressionType<A> || typed::ExpressionType<B>) &&
            (!std::same_as<std::remove_cvref_t<A>, RecordExpression>)
[[nodiscard]] constexpr auto difference(A&& a, B&& b, unit::Tag<Unit>) {
    using Left = typename typed::OperandType<std::remove_cvref_t<A>>::type;
    using Right = typename typed::OperandType<std::remove_cvref_t<B>>::type;
    constexpr bool fixed = Unit == TimeUnit::week || Unit == TimeUnit::day || typed::is_shorter_than_day(Unit);
    static_assert(fixed,
                  "Tenon: years, quarters and months differ in length: count days, or compare year() and month()");
    constexpr bool alike = typed::category_of<Left>() == typed::category_of<Right>();
    static_assert(alike, "Tenon: difference() is of two Timestamps or of two Dates");
    if constexpr (fixed && alike && typed::require_time<typed::Stripped<Left>, Unit>()) {
        using Result = std::conditional_t<typed::is_optional<Left> || typed::is_optional<Right>,
                                          std::optional<std::int64_t>, std::int64_t>;
        return typed::time_operation<ir::Op::time_difference, Unit, Result>(typed::operand<Right>(std::forward<A>(a)),
                                                                            typed::operand<Left>(std::forward<B>(b)));
    } else {
        return typed::Refused<A, B>();
    }
}

// --- the same for run-time models ---
[[nodiscard]] inline RecordExpression truncate(const RecordExpression& time, TimeUnit unit) {
    return time.unary(ir::Op::time_truncate, static_cast<std::uint16_t>(unit));
}
[[nodiscard]] RecordExpression add(const RecordExpression& time, const RecordExpression& count, TimeUnit unit);
[[nodiscard]] RecordExpression add(const RecordExpression& time, std::int64_t count, TimeUnit unit);
[[nodiscard]] RecordExpression difference(const RecordExpression& a, const RecordExpression& b, TimeUnit unit);
[[nodiscard]] RecordExpression difference(const RecordExpression& a, const Value& b, TimeUnit unit);

}  // namespace tenon
