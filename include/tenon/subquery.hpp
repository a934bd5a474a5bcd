#pragma once
// Queries inside a query: in(…), exists(…), value_of(…); and the value of a row that a reference leads to: related(…).

#include <cstdint>
#include <optional>
#include <type_traits>

#include <tenon/find.hpp>
#include <tenon/record.hpp>

namespace tenon {
namespace typed {

template <class T>
inline constexpr std::string_view subquery_model = compiler::name_of_type<T>();

/// A query's nodes between its model's name and the node that says what is wanted of it.
template <class T, ir::Op Wanted, class Shape>
struct SubqueryShape {
    static constexpr auto nodes = join(text_nodes<subquery_model<T>.size()>(subquery_model<T>),
                                       std::array<ir::Node, 1>{ir::Node{ir::Op::query_begin, 0, 0, 0, 0}}, Shape::nodes,
                                       std::array<ir::Node, 1>{ir::Node{Wanted, 0, 0, 0, 0}});
};

template <class Q>
concept HasShape = requires { typename std::remove_cvref_t<decltype(std::declval<const Q&>().clauses())>::OfShape; };

/// The query as an operand: its values are bound where it stands.
template <ir::Op Wanted, class Type, class Q>
constexpr auto subquery(const Q& query) {
    static_assert(HasShape<Q>, "Tenon: a Query<T> has no type that another query could be made of: use users.find(…)");
    if constexpr (HasShape<Q>) {
        auto clauses = query.clauses();
        using Shape = SubqueryShape<typename Q::Root, Wanted, typename decltype(clauses)::OfShape>;
        return Expression<void, Type, Shape, decltype(clauses.values)>(std::move(clauses.values));
    } else {
        return Refused<Q>();
    }
}

template <class Self, class Q>
constexpr auto in_subquery(const Self& self, const Q& query) {
    using Given = Stripped<typename Q::Row>;
    constexpr bool fits = find_mismatch<Stripped<TypeOf<Self>>, Given>() == Mismatch::none &&
                          category_of<Given>() != Category::nested;
    static_assert(fits,
                  "Tenon: in() takes a query for single values of the same type: users.find(…).select(f<&User::id>)");
    if constexpr (fits) {
        auto values = subquery<ir::Op::query_values, Given>(query);
        using Shape = OpShape<ir::Op::in_query, 0, 0, ShapeOf<Self>, ShapeOf<decltype(values)>>;
        auto all = both(self.values(), std::move(values).values());
        return Expression<RootOf<Self>, bool, Shape, decltype(all)>(std::move(all));
    } else {
        return Refused<Self, Q>();
    }
}

}  // namespace typed

/// Does this query give any row? It is a query of its own: its members are those of its own model.
template <typed::QueryType Q>
[[nodiscard]] constexpr auto exists(const Q& query) {
    return typed::subquery<ir::Op::query_exists, bool>(query);
}

/// The value of a query that selects one, of its first row; empty when there is none:
/// value_of(users.find().select(tenon::max(f<&User::age>))).
template <typed::QueryType Q>
[[nodiscard]] constexpr auto value_of(const Q& query) {
    constexpr bool single = typed::category_of<typed::Stripped<typename Q::Row>>() != typed::Category::nested;
    static_assert(single, "Tenon: value_of() takes a query for single values: users.find(…).select(tenon::max(…))");
    if constexpr (single)
        return typed::subquery<ir::Op::query_value, std::optional<typed::Stripped<typename Q::Row>>>(query);
    else
        return typed::Refused<Q>();
}

/// A value of the row that a reference leads to; empty when it is an empty one:
/// order_by(related(f<&Post::author>, f<&User::name>)).
template <class Root, auto Member, typed::ExpressionType E>
[[nodiscard]] constexpr auto related(const typed::RootedPath<Root, Member>&, const E& value) {
    using Reference = typed::Stripped<typename typed::Path<Member>::Member>;
    static_assert(typed::is_ref<Reference>,
                  "Tenon: related() follows a Ref: related(f<&Post::author>, f<&User::name>)");
    static_cast<void>(typed::require_value<E>());
    if constexpr (typed::is_ref<Reference>) {
        using Given = typed::Stripped<typed::TypeOf<E>>;
        constexpr bool is_there = std::is_same_v<typed::RootOf<E>, typename Reference::Target>;
        constexpr bool is_single = typed::category_of<Given>() != typed::Category::nested;
        static_assert(is_there, "Tenon: the value of related() is one of the model that the reference leads to");
        static_assert(is_single, "Tenon: related() gives single values: no vectors, structs or relations");
        using Shape = typed::OpShape<ir::Op::related_value, 0, typed::member_index<Member>, typed::ShapeOf<E>>;
        return typed::Expression<Root, std::optional<Given>, Shape, typename E::Values>(value.values());
    } else {
        return typed::Refused<E>();
    }
}

// --- for run-time models ---

/// The value that the record has which a field refers to by `references`: order_by(related("author", field("name"))).
[[nodiscard]] RecordExpression related(std::string reference, const RecordExpression& value);
/// Is it among the values that this path has in the query's rows?
[[nodiscard]] RecordExpression in(const RecordExpression& value, const RecordQuery& query, std::string path);
[[nodiscard]] RecordExpression exists(const RecordQuery& query);
/// The path's value in the query's first row; empty when there is none.
[[nodiscard]] RecordExpression value_of(const RecordQuery& query, std::string path);

}  // namespace tenon
