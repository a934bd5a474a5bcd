#pragma once
// Queries on the rows of a query: tenon::from(query).where(…).

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <tenon/set_operations.hpp>

namespace tenon {

/// A row of a query that selects one value, for queries on such rows: from(users.find().select(f<&User::age>))
/// .where(f<&Single<std::optional<int>>::value> > 18).
template <class T>
struct Single {
    T value{};
};

namespace typed {

/// The names of a struct's members, divided by U+0000.
template <class Row>
consteval std::size_t names_size() {
    std::size_t size = member_count<Row> - 1;
    for (const std::string_view name : member_names<Row>()) size += name.size();
    return size;
}
template <class Row>
consteval auto member_names_text() {
    std::array<char, names_size<Row>()> text{};
    std::size_t at = 0;
    for (const std::string_view name : member_names<Row>()) {
        if (at > 0) ++at;
        for (const char c : name) text[at++] = c;
    }
    return text;
}

/// A query, the names of what it selects, and the node that makes it the rows of another, or of others, which name it.
template <class Inner, class Row, bool Named = false, std::int64_t Name = 0>
struct RowsShape {
    static constexpr auto names = member_names_text<Row>();
    static constexpr auto nodes = join(Inner::nodes,
                                       text_nodes<names.size()>(std::string_view(names.data(), names.size())),
                                       std::array<ir::Node, 1>{ir::Node{ir::Op::rows_of, Named ? 1 : 0, 0, 0, Name}});
};

/// What names the values of a query's rows.
template <class Row>
using NamedRow = std::conditional_t<Reflectable<Row>, Row, ::tenon::Single<Row>>;

template <class Q>
consteval bool require_source() {
    static_assert(ProjectionType<Q>, "Tenon: from() and with() take a query that selects into a struct: "
                                     "from(users.find(…).select<Row>(f<&User::name>, …))");
    if constexpr (ProjectionType<Q>) {
        constexpr bool is_named = Reflectable<typename Q::Row> ||
                                  category_of<Stripped<typename Q::Row>>() != Category::nested;
        static_assert(is_named, "Tenon: from() and with() take a query that selects into a struct, whose members "
                                "name the values: select<Row>(…); or one value");
        static_assert(HasShape<Q>,
                      "Tenon: a Query<T> has no type that another query could be made of: use users.find(…)");
        return is_named && HasShape<Q>;
    }
    return false;
}

/// A query on the rows of another, whose struct's members it names: f<&Row::total>.
template <class T, class Clauses>
class From {
public:
    using Root = typename Source<T>::model;
    using Row = typename Source<T>::rows;
    static constexpr bool tenon_query = true;

    From(engine::Session session, const model::Instance* instance, Clauses clauses,
         std::span<const model::OutputType> outputs)
        : session_(std::move(session)),
          instance_(instance),
          clauses_(std::move(clauses)),
          outputs_(outputs) {}

    template <class C>
    [[nodiscard]] auto where(C&& condition) const {
        if constexpr (require_condition_on<std::remove_cvref_t<C>, Row>())
            return clause<OpShape<ir::Op::where, 0, 0, ShapeOf<C>>>(std::forward<C>(condition).values());
        else
            return *this;
    }
    template <class First, class... Rest>
    [[nodiscard]] auto order_by(First&& first, Rest&&... rest) const {
        auto ordering = as_ordering(std::forward<First>(first));
        require_model<typename decltype(ordering)::Root, Row>();
        auto next = clause<typename decltype(ordering)::Shape>(std::move(ordering.values));
        if constexpr (sizeof...(Rest) == 0)
            return next;
        else
            return next.order_by(std::forward<Rest>(rest)...);
    }
    [[nodiscard]] auto limit(std::int64_t most) const {
        return clause<OpShape<ir::Op::limit, 0, 0, SlotShape<IntegerSlot>>>(KeptValues{checked_count(most)});
    }
    [[nodiscard]] auto offset(std::int64_t skipped) const {
        return clause<OpShape<ir::Op::offset, 0, 0, SlotShape<IntegerSlot>>>(KeptValues{checked_count(skipped)});
    }
    /// Groups of the rows, before `select`.
    template <class First, class... Rest>
    [[nodiscard]] auto group_by(First&& first, Rest&&... rest) const {
        require_expression_on<First, Row>();
        auto next = clause<OpShape<ir::Op::group_by, 0, 0, ShapeOf<First>>>(std::forward<First>(first).values());
        if constexpr (sizeof...(Rest) == 0)
            return next;
        else
            return next.group_by(std::forward<Rest>(rest)...);
    }
    template <class Into, ExpressionType... Es>
    [[nodiscard]] auto select(Es&&... expressions) const {
        return select_into<T, Into>(session_, instance_, clauses_, std::forward<Es>(expressions)...);
    }
    template <ExpressionType First, ExpressionType... Es>
    [[nodiscard]] auto select(First&& first, Es&&... expressions) const {
        return select_values<T>(session_, instance_, clauses_, std::forward<First>(first),
                                std::forward<Es>(expressions)...);
    }
    /// One value over all rows, or a tuple of several.
    template <class... Es>
    [[nodiscard]] auto aggregate(Es&&... expressions) const {
        require_aggregates<Es...>();
        static_assert(!Clauses::has(ir::Op::limit) && !Clauses::has(ir::Op::offset),
                      "Tenon: aggregate() is over all rows: it can't follow limit() or offset()");
        return select(std::forward<Es>(expressions)...).all().at(0);
    }
    /// The rows themselves, with what can be done with rows that are selected: set operations, stream, distinct.
    [[nodiscard]] auto rows() const { return Projection<T, Row, Clauses>(session_, instance_, clauses_, outputs_); }

    /// So many of the rows: see Projection::page. Of rows that the query inside may give twice there are none.
    [[nodiscard]] Page<Row> page(std::size_t size, std::string_view cursor = {}) const {
        return rows().page(size, cursor);
    }
    [[nodiscard]] std::vector<Row> all() const { return rows().all(); }
    [[nodiscard]] std::optional<Row> first() const { return rows().first(); }
    [[nodiscard]] Row one() const { return rows().one(); }
    [[nodiscard]] std::int64_t count() const { return rows().count(); }
    [[nodiscard]] bool exists() const { return rows().exists(); }
    [[nodiscard]] RowIterator<Row> begin() const { return rows().begin(); }
    [[nodiscard]] RowsEnd end() const { return {}; }
    [[nodiscard]] std::string to_sql() const { return rows().to_sql(); }
    [[nodiscard]] std::string explain() const { return rows().explain(); }
    [[nodiscard]] const Clauses& clauses() const { return clauses_; }
    /// These clauses instead, which give the same rows' types.
    template <class Others>
    [[nodiscard]] auto with_clauses(Others others) const {
        return From<T, Others>(session_, instance_, std::move(others), outputs_);
    }

private:
    template <class Added, class V>
    auto clause(V&& values) const {
        auto next = clauses_.template with<Added>(std::forward<V>(values));
        return From<T, decltype(next)>(session_, instance_, std::move(next), outputs_);
    }
    engine::Session session_;
    const model::Instance* instance_;
    [[no_unique_address]] Clauses clauses_;
    std::span<const model::OutputType> outputs_;
};

}  // namespace typed

/// The rows that a query selects, as what another query is on, by one statement:
///
///     auto shops = sales.find().group_by(f<&Sale::shop>).select<Shop>(f<&Sale::shop>, sum(f<&Sale::price>));
///     for (const Shop& shop : from(shops).where(f<&Shop::total> > 100).order_by(f<&Shop::total>.desc())) …
///
/// The struct that it selects into names the values; a single value is that of a Single. So conditions can be on windows, groups be made of groups, and the rows of
/// a set operation be looked at further. Values are single ones (no arrays, structs, Json), and of a limit inside the rows that
/// it leaves are looked at.
template <typed::QueryType Q>
[[nodiscard]] auto from(const Q& query) {
    if constexpr (typed::require_source<Q>()) {
        using Inner = typename std::remove_cvref_t<decltype(query.clauses())>::OfShape;
        using Row = typed::NamedRow<typename Q::Row>;
        using Shape = typed::RowsShape<Inner, Row>;
        auto values = query.clauses().values;
        using Clauses = typed::TypedClauses<Shape, decltype(values)>;
        return typed::From<typed::RowsOf<Row, typename Q::Root>, Clauses>(query.session(), query.instance(),
                                                                          Clauses{std::move(values)}, query.outputs());
    }
}

}  // namespace tenon
