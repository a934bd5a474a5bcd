#pragma once
// Several operands of one expression: their values, one behind the other, and the model that they belong to.

#include <utility>

#include <tenon/typed/expression.hpp>

namespace tenon::typed {

constexpr None all_values() { return {}; }
template <class First, class... Rest>
constexpr auto all_values(First first, Rest... rest) {
    return both(std::move(first), all_values(std::move(rest)...));
}
template <class Root, class... Roots>
struct JoinedRoot {
    using type = Root;
};
template <class Root, class Next, class... Roots>
struct JoinedRoot<Root, Next, Roots...> {
    static_assert((require_same_root<Root, Next>(), true));
    using type = typename JoinedRoot<CommonRoot<Root, Next>, Roots...>::type;
};

/// An operation on operands, which are expressions by now; the node tells how many.
template <ir::Op Op, class Type, class... Operands>
constexpr auto operation(Operands... operands) {
    using Root = typename JoinedRoot<void, RootOf<Operands>...>::type;
    auto values = all_values(std::move(operands).values()...);
    using Shape = OpShape<Op, 0, static_cast<std::uint16_t>(sizeof...(Operands)), ShapeOf<Operands>...>;
    return Expression<Root, Type, Shape, decltype(values)>(std::move(values));
}

}  // namespace tenon::typed
