#pragma once
// Rows beside each other: countries.find(…).join(f<&Country::cities>…).select<Row>(…).

#include <array>
#include <optional>
#include <span>
#include <type_traits>
#include <utility>

#include <tenon/include.hpp>
#include <tenon/projection.hpp>

namespace tenon {
namespace typed {

/// A value of a row beside, which says so itself: what tenon::joined gives.
template <class Target>
struct OfJoined {};
/// Rows of T with rows of Target beside them.
template <class T, class Target>
struct Beside {};
template <class T, class Target>
struct Source<Beside<T, Target>> {
    using rows = Beside<T, Target>;
    using model = T;
};

/// The clauses of the rows beside, between their model's name and the node that puts them there.
template <class I, bool Keeps>
struct JoinShape {
    static constexpr std::string_view model = compiler::name_of_type<typename I::Target>();
    static constexpr auto nodes =
        join(text_nodes<model.size()>(model), std::array<ir::Node, 1>{ir::Node{ir::Op::query_begin, 0, 0, 0, 0}},
             I::Shape::nodes,
             std::array<ir::Node, 1>{
                 ir::Node{ir::Op::query_joined, std::uint8_t{Keeps ? ir::keeps_unmatched : 0}, I::member, 0, 0}});
};

template <class E, class T, class Target>
consteval bool is_of_joined() {
    if constexpr (ExpressionType<E>)
        return std::is_same_v<RootOf<E>, OfJoined<Target>> ||
               (std::is_same_v<RootOf<E>, Target> && !std::is_same_v<T, Target>);
    else
        return false;
}
template <class E, class T, class Target>
consteval bool require_beside() {
    constexpr bool is_expression = ExpressionType<E>;
    static_assert(is_expression, "Tenon: an expression is needed here, such as f<&User::name>");
    if constexpr (is_expression) {
        constexpr bool fits = is_of_joined<E, T, Target>() || std::is_void_v<RootOf<E>> || std::is_same_v<RootOf<E>, T>;
        static_assert(fits, "Tenon: select() behind join() takes values of either row, each of one alone");
        constexpr bool alone = !is_aggregated(ShapeOf<E>::nodes.data(), ShapeOf<E>::nodes.size());
        static_assert(alone, "Tenon: rows that are joined are grouped as the rows of a query: from(….select<Row>(…))");
        return fits && alone;
    }
    return false;
}
/// A value of the one row or the other, as one of the pair.
template <class T, class Target, bool Keeps, class E>
constexpr auto beside(E&& expression) {
    using Values = std::remove_cvref_t<decltype(std::forward<E>(expression).values())>;
    if constexpr (is_of_joined<E, T, Target>()) {
        using Type = std::conditional_t<Keeps, std::optional<Stripped<TypeOf<E>>>, TypeOf<E>>;
        using Shape = std::conditional_t<std::is_same_v<RootOf<E>, OfJoined<Target>>, ShapeOf<E>,
                                         OpShape<ir::Op::joined, 0, 0, ShapeOf<E>>>;
        return Expression<Beside<T, Target>, Type, Shape, Values>(std::forward<E>(expression).values());
    } else {
        return Expression<Beside<T, Target>, TypeOf<E>, ShapeOf<E>, Values>(std::forward<E>(expression).values());
    }
}

/// What `join` and `left_join` of a query on T give: `select` says what is wanted of both rows.
template <class T, class Target, bool Keeps, class Clauses>
class Joined {
public:
    Joined(engine::Session session, const model::Instance* instance, Clauses clauses)
        : session_(std::move(session)),
          instance_(instance),
          clauses_(std::move(clauses)) {}

    /// Rows of these expressions, each of the one row or of the other: into a struct, member by member, …
    template <class Row, ExpressionType... Es>
    [[nodiscard]] auto select(Es&&... expressions) const {
        if constexpr ((require_beside<Es, T, Target>() && ...))
            return select_into<Beside<T, Target>, Row>(session_, instance_, clauses_,
                                                       beside<T, Target, Keeps>(std::forward<Es>(expressions))...);
    }
    /// … or as tuples; one expression alone gives its values.
    template <ExpressionType First, ExpressionType... Es>
    [[nodiscard]] auto select(First&& first, Es&&... expressions) const {
        if constexpr (require_beside<First, T, Target>() && (require_beside<Es, T, Target>() && ...))
            return select_values<Beside<T, Target>>(session_, instance_, clauses_,
                                                    beside<T, Target, Keeps>(std::forward<First>(first)),
                                                    beside<T, Target, Keeps>(std::forward<Es>(expressions))...);
    }

private:
    engine::Session session_;
    const model::Instance* instance_;
    [[no_unique_address]] Clauses clauses_;
};

template <class T, bool Keeps, class Clauses, class I>
auto joined_with(const engine::Session& session, const model::Instance* instance, const Clauses& clauses,
                 const I& include) {
    static_assert(std::is_same_v<typename I::Root, T> || std::is_void_v<typename I::Root>,
                  "Tenon: join() takes a relation of this model");
    if constexpr (std::is_same_v<typename I::Root, T>) {
        static_assert(I::include_count == 0,
                      "Tenon: join() gives values of rows, and loads nothing: leave include() out");
        auto joined = clauses.template with<JoinShape<I, Keeps>>(include.values());
        return Joined<T, typename I::Target, Keeps, decltype(joined)>(session, instance, std::move(joined));
    }
}

}  // namespace typed

/// Behind a join of a model with itself: a value of the row beside, where f<…> alone is one of the first.
/// parts.find().join(f<&Part::children>).select(f<&Part::name>, joined(f<&Part::name>)).
template <typed::ExpressionType E>
[[nodiscard]] constexpr auto joined(E&& expression) {
    using Values = std::remove_cvref_t<decltype(std::forward<E>(expression).values())>;
    using Shape = typed::OpShape<ir::Op::joined, 0, 0, typed::ShapeOf<E>>;
    return typed::Expression<typed::OfJoined<typed::RootOf<E>>, typed::TypeOf<E>, Shape, Values>(
        std::forward<E>(expression).values());
}

}  // namespace tenon
