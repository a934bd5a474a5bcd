#pragma once
// Values of a group in the order of its rows: first(…), last(…), push(…).

#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include <tenon/clauses.hpp>
#include <tenon/typed/operands.hpp>

namespace tenon {
namespace typed {

/// An ordering as an operand: of an aggregate, or of what is computed over the rows beside one.
template <class Shape>
struct KeyShape : EmptyShape {};
template <std::uint8_t Flag, class Of>
struct KeyShape<OpShape<ir::Op::order_by, Flag, 0, Of>> : OpShape<ir::Op::order_key, Flag, 0, Of> {};

/// first, last or push that waits for the order of its rows.
template <ir::Op Op, class Type, class E>
class Unordered {
public:
    static constexpr bool tenon_unordered = true;

    constexpr explicit Unordered(E value) : value_(std::move(value)) {}

    /// The order of the group's rows: members, or members with a direction.
    template <class... Orders>
    [[nodiscard]] constexpr auto order_by(Orders&&... orders) const {
        static_assert(sizeof...(Orders) > 0, "Tenon: order_by() takes members: order_by(f<&User::name>)");
        return ordered(as_ordering(std::forward<Orders>(orders))...);
    }

private:
    template <class... Keys>
    constexpr auto ordered(Keys... keys) const {
        using Root = typename JoinedRoot<void, RootOf<E>, typename Keys::Root...>::type;
        using Shape = OpShape<Op, 0, 1 + sizeof...(Keys), ShapeOf<E>, KeyShape<typename Keys::Shape>...>;
        auto all = all_values(value_.values(), std::move(keys.values)...);
        return Expression<Root, Type, Shape, decltype(all)>(std::move(all));
    }
    E value_;
};

template <class E>
consteval bool require_single() {
    constexpr Category category = category_of<Stripped<TypeOf<E>>>();
    constexpr bool is = require_value<E>() && category != Category::nested && category != Category::unknown;
    static_assert(is, "Tenon: first(), last(), push(), lag() and lead() take single values, no nested ones");
    return is;
}
template <ir::Op Op, class Type, class E>
constexpr auto unordered(E&& expression) {
    auto value = operand<TypeOf<E>>(std::forward<E>(expression));
    return Unordered<Op, Type, decltype(value)>(std::move(value));
}

}  // namespace typed

/// The value of a group's first row in an order, which may be an empty one; empty when there is no row:
///
///     orders.find().group_by(f<&Order::customer>)
///         .select(f<&Order::customer>, tenon::first(f<&Order::total>).order_by(f<&Order::at>))
///
/// Which of two rows that are alike in the order comes first is not said: end it with a unique member.
template <typed::ExpressionType E>
[[nodiscard]] constexpr auto first(E&& expression) {
    if constexpr (typed::require_single<std::remove_cvref_t<E>>())
        return typed::unordered<ir::Op::first, std::optional<typed::Stripped<typed::TypeOf<E>>>>(
            std::forward<E>(expression));
    else
        return typed::unordered<ir::Op::first, bool>(typed::Refused<E>());
}
/// The value of the last row in an order.
template <typed::ExpressionType E>
[[nodiscard]] constexpr auto last(E&& expression) {
    if constexpr (typed::require_single<std::remove_cvref_t<E>>())
        return typed::unordered<ir::Op::last, std::optional<typed::Stripped<typed::TypeOf<E>>>>(
            std::forward<E>(expression));
    else
        return typed::unordered<ir::Op::last, bool>(typed::Refused<E>());
}
/// All values of a group that are not empty, in an order, as a std::vector: push(f<&Order::total>).order_by(f<&Order::at>).
template <typed::ExpressionType E>
[[nodiscard]] constexpr auto push(E&& expression) {
    using Type = typed::Stripped<typed::TypeOf<E>>;
    if constexpr (typed::require_single<std::remove_cvref_t<E>>()) {
        constexpr typed::Category category = typed::category_of<Type>();
        constexpr bool fits = category != typed::Category::boolean && category != typed::Category::bytes &&
                              !std::is_same_v<Type, Decimal>;
        static_assert(fits, "Tenon: push() of bool, Bytes or Decimal has no one form inside an array; read the rows");
        if constexpr (fits)
            return typed::unordered<ir::Op::push, std::vector<Type>>(std::forward<E>(expression));
        else
            return typed::unordered<ir::Op::push, bool>(typed::Refused<E>());
    } else {
        return typed::unordered<ir::Op::push, bool>(typed::Refused<E>());
    }
}

}  // namespace tenon
