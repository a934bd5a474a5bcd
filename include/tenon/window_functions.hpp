#pragma once
// Values computed over the rows beside a row: row_number(), rank(), dense_rank(), lag(…), lead(…), and running totals.

#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>

#include <tenon/clauses.hpp>
#include <tenon/ordered_aggregates.hpp>
#include <tenon/record_windows.hpp>
#include <tenon/typed/operands.hpp>

namespace tenon {
namespace typed {

template <class... Shapes>
struct ShapeList {
    static constexpr std::size_t size = sizeof...(Shapes);
    static constexpr auto nodes = join(Shapes::nodes...);
};

/// What partition_by and order_by give.
template <bool IsOrder, class Root_, class Shapes_, class Values_>
struct WindowPart {
    using Root = Root_;
    using Shapes = Shapes_;
    static constexpr bool is_order = IsOrder;
    static constexpr bool tenon_window_part = true;
    [[no_unique_address]] Values_ values;
};
template <class P>
concept WindowPartType = requires { requires std::remove_cvref_t<P>::tenon_window_part; };

template <bool IsOrder, class Shapes, class... Roots, class Values>
constexpr auto window_part(Values values) {
    using Root = typename JoinedRoot<void, Roots...>::type;
    return WindowPart<IsOrder, Root, Shapes, Values>{std::move(values)};
}

/// The function's operand, what partitions the rows, their order, then the node.
template <ir::Op Function, std::uint16_t Rows, class... Operands>
struct OverShape {
    static constexpr auto nodes =
        join(Operands::nodes...,
             std::array<ir::Node, 1>{ir::Node{ir::Op::over, static_cast<std::uint8_t>(Function),
                                              static_cast<std::uint16_t>((Operands::size + ... + 0)), 0, Rows}});
};

template <class... Parts>
consteval bool require_window_parts() {
    constexpr bool are = (WindowPartType<Parts> && ...);
    static_assert(are, "Tenon: over() takes partition_by(f<…>), order_by(f<…>), or both");
    if constexpr (are && sizeof...(Parts) > 0) {
        constexpr bool order[] = {std::remove_cvref_t<Parts>::is_order...};
        constexpr bool in_order = sizeof...(Parts) == 1 || (sizeof...(Parts) == 2 && !order[0] && order[1]);
        static_assert(in_order, "Tenon: over() takes partition_by(f<…>) once, then order_by(f<…>) once");
        return in_order;
    }
    return are;
}
template <ir::Op Function, std::uint16_t Rows, class Type, class Operand, class Root, class Values, class... Parts>
constexpr auto over_parts(Values values, const Parts&... parts) {
    using Shape = OverShape<Function, Rows, Operand, typename Parts::Shapes...>;
    using Of = typename JoinedRoot<Root, typename Parts::Root...>::type;
    auto all = all_values(std::move(values), parts.values...);
    return Expression<Of, Type, Shape, decltype(all)>(std::move(all));
}

/// A window function that waits for its rows.
template <ir::Op Function, std::uint16_t Rows, class Type, class Root, class Operand, class Values>
class WindowFunction {
public:
    static constexpr bool tenon_window_function = true;

    constexpr explicit WindowFunction(Values values) : values_(std::move(values)) {}

    /// The rows beside each: over(partition_by(f<&Sale::shop>), order_by(f<&Sale::at>)), or all in an order.
    template <class... Parts>
    [[nodiscard]] constexpr auto over(const Parts&... parts) const {
        if constexpr (require_window_parts<Parts...>()) {
            constexpr bool ordered = (Parts::is_order || ...);
            static_assert(ordered, "Tenon: a place among rows needs their order: over(order_by(f<…>))");
            return over_parts<Function, Rows, Type, Operand, Root>(values_, parts...);
        } else {
            return Refused<Parts...>();
        }
    }
    /// The same for run-time models: row_number().over(order_by(field("at"))).
    template <class... Parts>
        requires(RunTimePart<Parts> && ...) && (sizeof...(Parts) > 0) && (Operand::size == 0)
    [[nodiscard]] RecordExpression over(const Parts&... parts) const {
        return model::row_function(Function).over(parts...);
    }

private:
    [[no_unique_address]] Values values_;
};

template <ir::Op Function, std::uint16_t Rows, class E>
constexpr auto shifted(E&& expression) {
    if constexpr (require_single<std::remove_cvref_t<E>>()) {
        using Given = std::remove_cvref_t<E>;
        using Type = std::optional<Stripped<TypeOf<E>>>;
        using Values = std::remove_cvref_t<decltype(expression.values())>;
        return WindowFunction<Function, Rows, Type, RootOf<Given>, ShapeList<ShapeOf<Given>>, Values>(
            std::forward<E>(expression).values());
    } else {
        return WindowFunction<Function, Rows, bool, void, ShapeList<>, None>(None());
    }
}
template <ir::Op Function>
constexpr auto placed() {
    return WindowFunction<Function, 0, std::int64_t, void, ShapeList<>, None>(None());
}

template <class Shape>
struct AggregateShape {
    static constexpr bool is = false;
};
template <ir::Op Op, class... Of>
struct AggregateShape<OpShape<Op, 0, 0, Of...>> {
    static constexpr bool is = Op >= ir::Op::count_rows && Op <= ir::Op::max && Op != ir::Op::count_distinct;
    static constexpr ir::Op op = Op;
    using Operand = ShapeList<Of...>;
};
template <class Self, class... Parts>
constexpr auto aggregate_over(const Self& self, const Parts&... parts) {
    using Aggregate = AggregateShape<ShapeOf<Self>>;
    static_assert(Aggregate::is, "Tenon: over() follows count(), sum(…), avg(…), min(…), max(…) or a window function");
    if constexpr (Aggregate::is && sizeof...(Parts) > 0 && (RunTimePart<Parts> && ...) && std::is_void_v<RootOf<Self>>)
        return model::row_function(Aggregate::op).over(parts...);
    else if constexpr (Aggregate::is && require_window_parts<Parts...>())
        return over_parts<Aggregate::op, 0, TypeOf<Self>, typename Aggregate::Operand, RootOf<Self>>(self.values(),
                                                                                                     parts...);
    else
        return Refused<Self>();
}

}  // namespace typed

/// The rows that are equal in these values, as those beside a row: sum(f<&Sale::price>).over(partition_by(f<&Sale::shop>)).
template <typed::ExpressionType... Es>
[[nodiscard]] constexpr auto partition_by(const Es&... expressions) {
    static_assert(sizeof...(Es) > 0, "Tenon: partition_by() takes members: partition_by(f<&Sale::shop>)");
    static_cast<void>((typed::require_value<std::remove_cvref_t<Es>>() && ...));
    auto values = typed::all_values(expressions.values()...);
    return typed::window_part<false, typed::ShapeList<typed::ShapeOf<Es>...>, typed::RootOf<Es>...>(std::move(values));
}
/// The order of the rows beside a row. An aggregate is then that of the rows up to the current one: a running total.
/// Rows that are alike in the order come in any order: end it with a unique member.
template <class... Orders>
    requires(!typed::RunTimeKey<Orders> && ...)
[[nodiscard]] constexpr auto order_by(Orders&&... orders) {
    static_assert(sizeof...(Orders) > 0, "Tenon: order_by() takes members: order_by(f<&User::name>)");
    return [](auto... keys) {
        auto values = typed::all_values(std::move(keys.values)...);
        return typed::window_part<true, typed::ShapeList<typed::KeyShape<typename decltype(keys)::Shape>...>,
                                  typename decltype(keys)::Root...>(std::move(values));
    }(typed::as_ordering(std::forward<Orders>(orders))...);
}

/// The row's number in the order, from 1.
[[nodiscard]] constexpr auto row_number() { return typed::placed<ir::Op::row_number>(); }
/// Its place, the same for rows that are alike in the order, with gaps behind them: 1, 2, 2, 4.
[[nodiscard]] constexpr auto rank() { return typed::placed<ir::Op::rank>(); }
/// The same without gaps: 1, 2, 2, 3.
[[nodiscard]] constexpr auto dense_rank() { return typed::placed<ir::Op::dense_rank>(); }
/// The value of the row before this one, or of one further before: lag<2>(f<&Sale::price>). Empty when there is none.
template <std::uint16_t Rows = 1, typed::ExpressionType E>
[[nodiscard]] constexpr auto lag(E&& expression) {
    return typed::shifted<ir::Op::lag, Rows>(std::forward<E>(expression));
}
/// The value of the row behind this one, or of one further behind.
template <std::uint16_t Rows = 1, typed::ExpressionType E>
[[nodiscard]] constexpr auto lead(E&& expression) {
    return typed::shifted<ir::Op::lead, Rows>(std::forward<E>(expression));
}

}  // namespace tenon
