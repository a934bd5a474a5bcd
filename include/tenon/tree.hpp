#pragma once
// Rows that refer to rows of their own model: `descend` walks down from some of them, `ascend` up.

#include <array>
#include <cstdint>
#include <type_traits>

#include <tenon/clauses.hpp>

namespace tenon {

/// How many steps down a row was found by `descend`, or up by `ascend` with a number of steps: 0 where it begins.
[[nodiscard]] constexpr auto depth() {
    return typed::Expression<void, std::int64_t, typed::OpShape<ir::Op::depth, 0, 0>, typed::None>();
}

namespace typed {

template <class T, class R>
consteval bool require_reference_to_itself() {
    constexpr bool is = [] {
        if constexpr (ExpressionType<R>) {
            using Type = Stripped<TypeOf<R>>;
            if constexpr (is_ref<Type>)
                return std::is_same_v<typename Type::Target, T> && std::is_same_v<RootOf<R>, T> &&
                       ShapeOf<R>::nodes.size() == 1;
            else
                return false;
        } else {
            return false;
        }
    }();
    static_assert(
        is,
        "Tenon: descend() and ascend() take the model's reference to itself: f<&Category::parent>, a Ref<Category>");
    return is;
}
template <class R, class Levels, bool Up = false>
struct DescendShape : OpShape<ir::Op::descend, Up ? 1 : 0, ShapeOf<R>::nodes[0].a, Levels> {};

template <class T, auto Links, auto To>
consteval bool require_links() {
    constexpr bool is = [] {
        using Many_ = Bare<typename Path<Links>::Member>;
        using To_ = Bare<typename Path<To>::Member>;
        if constexpr (is_many<Many_> && is_ref<To_>)
            return std::is_same_v<typename Path<Links>::Root, T> && std::is_same_v<typename To_::Target, T> &&
                   std::is_same_v<typename Path<To>::Root, typename Many_::Target>;
        else
            return false;
    }();
    static_assert(is, "Tenon: descend() through links takes the relation to them, and their reference to the objects "
                      "further on: f<&Person::follows>, f<&Follow::whom>");
    return is;
}
template <auto Links, auto To, class Levels>
struct ThroughShape {
    static constexpr auto nodes = join(
        Levels::nodes, std::array<ir::Node, 1>{ir::Node{ir::Op::descend, 2, member_index<Links>, member_index<To>, 0}});
};

}  // namespace typed
}  // namespace tenon
