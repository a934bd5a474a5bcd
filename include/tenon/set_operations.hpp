#pragma once
// What is made of the rows of two queries: union_with, union_all, intersect, except; and orders by what is selected.

#include <array>
#include <cstdint>
#include <type_traits>
#include <utility>

#include <tenon/projection.hpp>
#include <tenon/subquery.hpp>
#include <tenon/typed/path.hpp>

namespace tenon {
namespace typed {

/// A query, the name of the other's model, the other, and the node that joins them.
template <ir::SetOperation Operation, class Left, class T, class Right>
struct CombinedShape {
    static constexpr auto nodes =
        join(Left::nodes, text_nodes<subquery_model<T>.size()>(subquery_model<T>),
             std::array<ir::Node, 1>{ir::Node{ir::Op::query_begin, 0, 0, 0, 0}}, Right::nodes,
             std::array<ir::Node, 1>{ir::Node{ir::Op::query_combined, static_cast<std::uint8_t>(Operation), 0, 0, 0}});
};

template <class Q>
concept ProjectionType = requires { requires std::remove_cvref_t<Q>::tenon_projection; };

template <class Left, class Right>
consteval bool require_same_rows() {
    static_assert(ProjectionType<Right>,
                  "Tenon: a set operation takes a query that selects the same: users.find(…).select(f<&User::name>)");
    if constexpr (ProjectionType<Right>) {
        constexpr bool typed = HasShape<Left> && HasShape<Right>;
        static_assert(typed, "Tenon: a Query<T> has no type that another query could be made of: use users.find(…)");
        constexpr bool same = std::is_same_v<typename Left::Row, typename Right::Row>;
        static_assert(same, "Tenon: a set operation takes a query that selects rows of the same type");
        return typed && same;
    }
    return false;
}

template <ir::SetOperation Operation, class Left, class Right>
auto combine(const Left& left, const Right& right) {
    if constexpr (require_same_rows<Left, Right>()) {
        auto values = both(left.clauses().values, right.clauses().values);
        using L = typename std::remove_cvref_t<decltype(left.clauses())>::OfShape;
        using R = typename std::remove_cvref_t<decltype(right.clauses())>::OfShape;
        using Shape = CombinedShape<Operation, L, typename Right::Root, R>;
        return left.with_clauses(TypedClauses<Shape, decltype(values)>{std::move(values)});
    } else {
        return left;
    }
}

template <auto Which>
struct OutputPlace {
    static_assert(
        std::is_integral_v<decltype(Which)>,
        "Tenon: output<…> takes the number of what is selected, from 0, or a member of the struct selected into");
    static constexpr std::uint16_t number = 0;
    using Type = std::int64_t;
};
template <auto Which>
    requires std::is_integral_v<decltype(Which)>
struct OutputPlace<Which> {
    static_assert(Which >= 0 && Which < 65536, "Tenon: the outputs of a query are numbered from 0");
    static constexpr auto number = static_cast<std::uint16_t>(Which);
    using Type = std::int64_t;  // it is only sorted by
};
template <auto Which>
    requires DataMember<Which>
struct OutputPlace<Which> {
    static constexpr auto number = static_cast<std::uint16_t>(member_index<Which>);
    using Type = typename member_pointer_traits<Which>::type;
};

}  // namespace typed

/// In an order: what the query selects, by its number from 0 or by the member of the struct that it goes to:
/// order_by(tenon::output<1>.desc()), order_by(tenon::output<&Row::name>).
template <auto Which>
inline constexpr typed::Expression<void, typename typed::OutputPlace<Which>::Type,
                                   typed::OpShape<ir::Op::result_column, 0, typed::OutputPlace<Which>::number>,
                                   typed::None>
    output{};

}  // namespace tenon
