#pragma once
// Find: what users.find(…) gives. A query is a value; its last word runs it.

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <tenon/cancellation.hpp>
#include <tenon/filter.hpp>
#include <tenon/include.hpp>
#include <tenon/joins.hpp>
#include <tenon/projection.hpp>
#include <tenon/query_parts.hpp>
#include <tenon/returning.hpp>
#include <tenon/row_lock.hpp>
#include <tenon/tree.hpp>

namespace tenon {

template <class T>
class Query;
template <class T>
class Tracked;

namespace typed {

template <class T>
std::optional<T> first_of(std::vector<T> objects) {
    if (objects.empty()) return std::nullopt;
    return std::move(objects.front());
}

/// A query's clauses, then its assignments.
template <class Clauses, class... As>
struct UpdateShapeOf {
    using type = Clauses;
};
template <class Clauses, class A, class... As>
struct UpdateShapeOf<Clauses, A, As...> {
    using type = typename UpdateShapeOf<AddClause<Clauses, typename A::Shape>, As...>::type;
};
template <class Clauses, class... As>
using UpdateShape = typename UpdateShapeOf<Clauses, std::remove_cvref_t<As>...>::type;

/// Updates the rows that these clauses find, whose values are given. Gives how many matched.
template <class T, class Clauses, class... As>
std::int64_t update_rows_of(const engine::Session& session, const model::Instance& instance, const KeptValues& found_by,
                            const As&... assignments) {
    if constexpr (require_assignments<T, As...>() && require_no_image<As...>()) {
        const KeptValues* const values[]{&found_by, &all_kept(assignments.values)...};
        return model::write(session, instance, statement<UpdateShape<Clauses, As...>, ir::Verb::update>(), values);
    }
    return 0;
}

/// A typed query for whole objects of T.
template <class T, class Shape, class Includes = NoIncludes>
class Find {
public:
    using Root = T;

    Find(const QueryParts& parts, Includes includes) : parts_(parts), includes_(std::move(includes)) {}
    // Parts are made where they stay: what is moved costs the compiler most of a query.
    template <class Values>
    Find(const engine::Session& session, const model::Instance* instance, Values&& values)
        : parts_(session, instance, std::forward<Values>(values)) {}
    template <class Added>
    Find(const QueryParts& query, Added&& added, const Includes& includes)
        : parts_(query, std::forward<Added>(added)),
          includes_(includes) {}

    // --- clauses: each gives another query ---
    /// Also this condition.
    template <class C>
        requires ExpressionType<C> || (!std::is_convertible_v<C, Filter<T>>)
    [[nodiscard]] auto where(C&& condition) const {
        if constexpr (require_condition_on<std::remove_cvref_t<C>, T>())
            return clause<OpShape<ir::Op::where, 0, 0, ShapeOf<C>>>(std::forward<C>(condition).values());
        else
            return *this;
    }
    [[nodiscard]] Query<T> where(const Filter<T>& filter) const { return Query<T>(*this).where(filter); }
    template <class First, class... Rest>
    [[nodiscard]] auto order_by(First&& first, Rest&&... rest) const {
        auto ordering = as_ordering(std::forward<First>(first));
        require_model<typename decltype(ordering)::Root, T>();
        auto next = clause<typename decltype(ordering)::Shape>(std::move(ordering.values));
        if constexpr (sizeof...(Rest) == 0)
            return next;
        else
            return next.order_by(std::forward<Rest>(rest)...);
    }
    /// Objects with their hidden fields: users.find(f<&User::email> == mail).with_hidden().first().
    [[nodiscard]] auto with_hidden() const { return clause<OpShape<ir::Op::with_hidden, 0, 0>>(None{}); }
    /// Of a model with soft_delete: also the rows that were removed; or these alone. It is said of the query's own rows: those
    /// that relations and queries inside lead to are living ones.
    [[nodiscard]] auto with_deleted() const { return clause<OpShape<ir::Op::with_deleted, 0, 0>>(None{}); }
    [[nodiscard]] auto only_deleted() const { return clause<OpShape<ir::Op::only_deleted, 0, 0>>(None{}); }
    /// At most so many; 0 gives nothing.
    [[nodiscard]] auto limit(std::int64_t most) const {
        return clause<OpShape<ir::Op::limit, 0, 0, SlotShape<IntegerSlot>>>(checked_count(most));
    }
    [[nodiscard]] auto offset(std::int64_t skipped) const {
        return clause<OpShape<ir::Op::offset, 0, 0, SlotShape<IntegerSlot>>>(checked_count(skipped));
    }
    /// Of the rows that are equal in these, the first in the query's order, which it needs:
    /// people.find().distinct_on(f<&Person::city>).order_by(f<&Person::age>.desc(), f<&Person::id>).
    template <class First, class... Rest>
    [[nodiscard]] auto distinct_on(First&& first, Rest&&... rest) const {
        require_expression_on<First, T>();
        auto next = clause<OpShape<ir::Op::distinct_on, 0, 0, ShapeOf<First>>>(std::forward<First>(first).values());
        if constexpr (sizeof...(Rest) == 0)
            return next;
        else
            return next.distinct_on(std::forward<Rest>(rest)...);
    }
    /// These rows and all below them, where a row is below the one that its reference names:
    /// categories.find(f<&Category::name> == "tools").descend(f<&Category::parent>). Clauses that follow are on what is
    /// found; tenon::depth() tells how many steps down it was. Each row is found once, in no order of its own.
    template <class R>
    [[nodiscard]] auto descend(const R&) const {
        if constexpr (require_reference_to_itself<T, R>())
            return clause<DescendShape<R, ConstantShape<ir::ConstantKind::empty>>>(None{});
        else
            return *this;
    }
    /// The same by so many steps at most; 0 gives the rows alone.
    template <class R>
    [[nodiscard]] auto descend(const R&, std::int64_t levels) const {
        if constexpr (require_reference_to_itself<T, R>())
            return clause<DescendShape<R, SlotShape<IntegerSlot>>>(checked_count(levels));
        else
            return *this;
    }
    /// These rows and all that rows of another model link to them, and so on: where persons have Many<Follow> follows, and a
    /// Follow a Ref<Person> whom, persons.find(…).descend(f<&Person::follows>, f<&Follow::whom>). Each row is found once, and
    /// cycles end.
    template <auto Links, auto To>
    [[nodiscard]] auto descend(const Path<Links>&, const Path<To>&) const {
        if constexpr (require_links<T, Links, To>())
            return clause<ThroughShape<Links, To, ConstantShape<ir::ConstantKind::empty>>>(None{});
        else
            return *this;
    }
    /// The same by so many steps at most. Then tenon::depth() is how many steps off a row is, by the shortest way.
    template <auto Links, auto To>
    [[nodiscard]] auto descend(const Path<Links>&, const Path<To>&, std::int64_t levels) const {
        if constexpr (require_links<T, Links, To>())
            return clause<ThroughShape<Links, To, SlotShape<IntegerSlot>>>(checked_count(levels));
        else
            return *this;
    }
    /// These rows and all above them: the one that each one's reference names, and so on:
    /// categories.find(f<&Category::name> == "saws").ascend(f<&Category::parent>). Else as descend. Each row is found once, and
    /// cycles end.
    template <class R>
    [[nodiscard]] auto ascend(const R&) const {
        if constexpr (require_reference_to_itself<T, R>())
            return clause<DescendShape<R, ConstantShape<ir::ConstantKind::empty>, true>>(None{});
        else
            return *this;
    }
    /// The same by so many steps at most. Then tenon::depth() is how many steps up a row is, by the shortest way.
    template <class R>
    [[nodiscard]] auto ascend(const R&, std::int64_t levels) const {
        if constexpr (require_reference_to_itself<T, R>())
            return clause<DescendShape<R, SlotShape<IntegerSlot>, true>>(checked_count(levels));
        else
            return *this;
    }
    /// Each of these rows beside each of those that a relation leads to, by one statement; what is said of the relation, its
    /// limit too, is said for each row:
    ///
    ///     countries.find().join(f<&Country::cities>.order_by(f<&City::people>.desc(), f<&City::id>).limit(3))
    ///         .select<Row>(f<&Country::name>, f<&City::name>, f<&City::people>);
    ///
    /// They come in the order of this query's rows, then of the relation's, unless they are ordered behind `select`. Conditions
    /// on both, groups and the like are said of what was selected: tenon::from(…). See tenon::joined for a model's relation to
    /// itself. A limit without a total order takes any of those that are alike.
    template <class R>
    [[nodiscard]] auto join(R&& relation) const {
        return joined_with<T, false>(parts_.session, parts_.instance, clauses(), as_include(std::forward<R>(relation)));
    }
    /// The same, and a row that the relation leads from to none stands there once, beside empties: values of the other row go
    /// to optionals.
    template <class R>
    [[nodiscard]] auto left_join(R&& relation) const {
        return joined_with<T, true>(parts_.session, parts_.instance, clauses(), as_include(std::forward<R>(relation)));
    }
    /// Load these relations along: include(f<&User::posts>), include(f<&User::posts>.order_by(…).limit(3)).
    template <class First, class... Rest>
    [[nodiscard]] auto include(First&& first, Rest&&... rest) const {
        auto added = as_include(std::forward<First>(first));
        static_assert(std::is_same_v<typename decltype(added)::Root, T>,
                      "Tenon: include() takes a relation of this model");
        using List = IncludeList<decltype(added), Includes>;
        Find<T, Shape, List> next(parts_, List{std::move(added), includes_});
        if constexpr (sizeof...(Rest) == 0)
            return next;
        else
            return next.include(std::forward<Rest>(rest)...);
    }
    /// Locks the rows found until the transaction ends, so that no other one changes or locks them:
    /// tx.model<Job>().find(…).order_by(…).for_update(tenon::skip_locked).first(). See tenon::skip_locked and tenon::no_wait;
    /// without them, it waits for rows that others have locked. QueryError outside of a transaction, and with groups, distinct,
    /// joins, windows or set operations. Rows that `include` loads aren't locked.
    template <ir::LockWait Wait = ir::LockWait::waits>
    [[nodiscard]] auto for_update(LockWaiting<Wait> = {}) const {
        return locked<ir::Op::for_update, Wait>();
    }
    /// The same, and other transactions may lock the rows so too: they stay as they are, while nobody changes them.
    template <ir::LockWait Wait = ir::LockWait::waits>
    [[nodiscard]] auto for_share(LockWaiting<Wait> = {}) const {
        return locked<ir::Op::for_share, Wait>();
    }
    template <class First, class... Rest>
    [[nodiscard]] auto group_by(First&& first, Rest&&... rest) const {
        require_expression_on<First, T>();
        auto next = clause<OpShape<ir::Op::group_by, 0, 0, ShapeOf<First>>>(std::forward<First>(first).values());
        if constexpr (sizeof...(Rest) == 0)
            return next;
        else
            return next.group_by(std::forward<Rest>(rest)...);
    }
    /// Rows of these expressions: into a struct, member by member, …
    template <class Row, ExpressionType... Es>
    [[nodiscard]] auto select(Es&&... expressions) const {
        return select_into<T, Row>(parts_.session, parts_.instance, clauses(), std::forward<Es>(expressions)...);
    }
    /// … or as tuples; one expression alone gives its values.
    template <ExpressionType First, ExpressionType... Es>
    [[nodiscard]] auto select(First&& first, Es&&... expressions) const {
        return select_values<T>(parts_.session, parts_.instance, clauses(), std::forward<First>(first),
                                std::forward<Es>(expressions)...);
    }
    template <class Row = void, class... Es>
        requires(!(ExpressionType<Es> && ...))
    auto select(Es&&...) const {
        (require_expression_on<Es, T>(), ...);
    }

    /// Each statement of the query that takes longer than this is stopped: StatementTimeout. To wait for a connection is not
    /// part of it. users.find(…).timeout(200ms).all()
    [[nodiscard]] Find timeout(std::chrono::nanoseconds longest) const {
        return through(parts_.session.with_timeout(longest));
    }
    /// The query's statements can be stopped by another thread.
    [[nodiscard]] Find cancelled_by(const Cancellation& cancellation) const {
        return through(parts_.session.with_stop(cancellation.flag()));
    }
    /// Puts a comment into the text of the query's statements, for whoever reads the database's log. Percent-coded, so that no
    /// text can end it. Each text makes statements of its own: say where in the program it is, not which request.
    [[nodiscard]] Find comment(std::string text) const { return through(parts_.session.with_comment(std::move(text))); }

    /// Rows are found by this index of the model, whatever the database would choose: for those few queries where explain()
    /// shows that it chooses badly. PostgreSQL has no such thing, and refuses it.
    [[nodiscard]] Query<T> hint(std::string_view index) const { return Query<T>(*this).hint(index); }

    // --- last words: each runs the query ---
    TENON_NOINLINE [[nodiscard]] std::vector<T> all() const {
        require_ungrouped();
        std::vector<T> objects;
        model::read(parts_.session, *parts_.instance, statement<Shape, ir::Verb::all>(), parts_.values,
                    typed::sink_into(objects));
        load_includes(parts_.session, *parts_.instance, typed::Objects<T>(objects), includes_);
        return objects;
    }
    [[nodiscard]] std::optional<T> first() const { return first_of(at_most<ir::Verb::first>()); }
    /// The first one from the other end of the order.
    [[nodiscard]] std::optional<T> last() const {
        static_assert(has_clause<Shape>(ir::Op::order_by),
                      "Tenon: last() needs an order_by(…), which says which row is the last one");
        static_assert(!has_clause<Shape>(ir::Op::limit) && !has_clause<Shape>(ir::Op::offset),
                      "Tenon: last() is of all rows that fulfil the condition: it can't follow limit() or offset()");
        return first_of(at_most<ir::Verb::last>());
    }
    /// Exactly one: NotFound when there is none, QueryError when there are more.
    [[nodiscard]] T one() const {
        std::vector<T> objects = at_most<ir::Verb::one>();
        if (objects.size() != 1) throw_not_one(*parts_.instance, objects.size());
        return std::move(objects.front());
    }
    /// How many objects `all` would give.
    TENON_NOINLINE [[nodiscard]] std::int64_t count() const {
        require_ungrouped();
        return model::count(parts_.session, *parts_.instance, statement<Shape, ir::Verb::count>(), parts_.values);
    }
    TENON_NOINLINE [[nodiscard]] bool exists() const {
        require_ungrouped();
        return model::exists(parts_.session, *parts_.instance, statement<Shape, ir::Verb::exists>(), parts_.values);
    }
    /// One value over all rows: aggregate(count()), or a tuple of several.
    template <class... Es>
    [[nodiscard]] auto aggregate(Es&&... expressions) const {
        require_aggregates<Es...>();
        static_assert(!has_clause<Shape>(ir::Op::limit) && !has_clause<Shape>(ir::Op::offset),
                      "Tenon: aggregate() is over all rows that fulfil the condition: it can't follow limit() or "
                      "offset()");
        return select(std::forward<Es>(expressions)...).all().at(0);
    }
    /// The rows, and how many there are without the query's limit and offset, from one snapshot:
    /// users.find(…).order_by(…).limit(10).find_and_count().
    [[nodiscard]] Counted<T> find_and_count() const { return Query<T>(*this).find_and_count(); }
    /// So many objects in the query's order, behind the place that a cursor tells; without one, the first of them:
    /// users.find().order_by(f<&User::name>).page(20, cursor). The key is added to the order, which is of fields alone. Costs the
    /// same wherever the page is, and misses or repeats no row when others come and go.
    [[nodiscard]] Page<T> page(std::size_t size, std::string_view cursor = {}) const {
        return Query<T>(*this).page(size, cursor);
    }
    /// The objects as they come, so many in memory at a time: for (const User& user : users.find().stream()). It keeps its
    /// connection meanwhile: see Stream.
    [[nodiscard]] Stream<T> stream(std::size_t batch = stream_batch) const { return Query<T>(*this).stream(batch); }
    /// Short for aggregate(tenon::sum(…)) and the like: users.find(…).sum(f<&User::age>).
    template <class E>
    [[nodiscard]] auto sum(E&& expression) const {
        return aggregate(tenon::sum(std::forward<E>(expression)));
    }
    template <class E>
    [[nodiscard]] auto avg(E&& expression) const {
        return aggregate(tenon::avg(std::forward<E>(expression)));
    }
    template <class E>
    [[nodiscard]] auto min(E&& expression) const {
        return aggregate(tenon::min(std::forward<E>(expression)));
    }
    template <class E>
    [[nodiscard]] auto max(E&& expression) const {
        return aggregate(tenon::max(std::forward<E>(expression)));
    }
    /// The objects, each knowing what changes on it.
    [[nodiscard]] std::vector<Tracked<T>> edit() const;
    /// Gives how many rows matched.
    template <class... As>
    std::int64_t update(const As&... assignments) const {
        require_filter();
        return update_rows_of<T, Shape>(parts_.session, *parts_.instance, parts_.values, assignments...);
    }
    /// Gives how many rows matched. Of a model with soft_delete: the time of the removal is set in them.
    TENON_NOINLINE std::int64_t remove() const {
        require_filter();
        const KeptValues* const values[]{&parts_.values};
        return model::write(parts_.session, *parts_.instance, statement<Shape, ir::Verb::remove>(), values);
    }

    /// Of a model with soft_delete: makes living rows of those that were removed. Gives how many there were. UniqueViolation
    /// when another row has their values by now.
    std::int64_t restore() const {
        require_filter_or_deleted();
        return model::restore(parts_.session, *parts_.instance, code());
    }
    /// Of a model with soft_delete: takes the rows out of the table for good; rows that were removed are among them when the
    /// query says so. Gives how many there were.
    std::int64_t purge() const {
        require_filter_or_deleted();
        return model::purge(parts_.session, *parts_.instance, code());
    }

    /// The first row in the query's order (any one, without an order): changed, and given as it is then. With
    /// tenon::before among the assignments, as it was: it is then read and written in a transaction; else one statement
    /// does it. Nothing when no row fulfils the condition.
    template <class... As>
    std::optional<T> update_one(As&&... assignments) const {
        if constexpr (!require_assignments<T, As...>()) {
            return std::nullopt;
        } else if constexpr (wants_before<As...>) {
            return Query<T>(*this).update_one(std::forward<As>(assignments)...);
        } else {
            using Updated = UpdateShape<Shape, As...>;
            const KeptValues* const values[]{&parts_.values, &all_kept(assignments.values)...};
            return first_of(written<ir::Verb::update_one, Updated>(values, includes_));
        }
    }
    /// Deletes the first row in the query's order, by one statement; gives it as it was. Of a model with soft_delete, it is
    /// given as it is then, with its time.
    std::optional<T> remove_one() const {
        const KeptValues* const values[]{&parts_.values};
        return first_of(written<ir::Verb::remove_one, Shape>(values, NoIncludes()));
    }
    /// Gives the first row in the query's order all values of this object, and gives it as it is then, by one statement. Its
    /// key, its time of creation, and immutable, read-only and hidden fields stay (hidden ones are written by
    /// with_hidden()); the version and the time of the last change move. The object is checked as a new one.
    std::optional<T> replace_one(T object) const { return Query<T>(*this).replace_one(std::move(object)); }
    std::optional<T> replace_one(T object, After) const { return replace_one(std::move(object)); }
    /// The same, and gives the row as it was: it is read and written in a transaction.
    std::optional<T> replace_one(T object, Before) const {
        return Query<T>(*this).replace_one(std::move(object), before);
    }
    /// The query, to be followed by update(…) or remove(), which then give the rows.
    [[nodiscard]] Returning<Find> returning() const { return Returning<Find>(*this); }

    /// The statement of `all`, as the database gets it. Values are not part of it.
    [[nodiscard]] std::string to_sql() const {
        return model::text_of(parts_.session, *parts_.instance, statement<Shape, ir::Verb::all>(), parts_.values);
    }

    /// That statement laid out, and how the database finds its rows, for people to read. Runs nothing of it.
    [[nodiscard]] std::string explain() const {
        return model::explain(parts_.session, *parts_.instance, ir::Verb::all, code());
    }

    /// Runs `all`; the iterator owns the rows.
    [[nodiscard]] RowIterator<T> begin() const { return RowIterator<T>(all()); }
    [[nodiscard]] RowsEnd end() const { return {}; }

    // for Query<T> and queries around this one
    using Row = T;
    static constexpr bool tenon_query = true;
    [[nodiscard]] TypedClauses<Shape, KeptValues> clauses() const { return {parts_.values}; }
    [[nodiscard]] const engine::Session& session() const { return parts_.session; }
    [[nodiscard]] const model::Instance* instance() const { return parts_.instance; }
    [[nodiscard]] const Includes& includes() const { return includes_; }
    [[nodiscard]] ir::Code code() const { return model::to_code(Shape::nodes, parts_.values); }

private:
    static consteval void require_ungrouped() {
        static_assert(!has_clause<Shape>(ir::Op::group_by),
                      "Tenon: group_by() needs a select(…), which says what each group gives");
    }
    static consteval void require_filter() {
        static_assert(
            has_clause<Shape>(ir::Op::where),
            "Tenon: this would change every row: say update(tenon::everything, …) or remove(tenon::everything)");
    }
    static consteval void require_filter_or_deleted() {
        static_assert(has_clause<Shape>(ir::Op::where) || has_clause<Shape>(ir::Op::only_deleted),
                      "Tenon: this would be of every row: say find(…) which ones, or only_deleted() for all that were "
                      "removed");
    }
    template <class... As>
    std::vector<T> update_rows(As&&... assignments) const {
        require_filter();
        if constexpr (require_assignments<T, As...>() && require_no_image<As...>()) {
            using Updated = UpdateShape<Shape, As...>;
            const KeptValues* const values[]{&parts_.values, &all_kept(assignments.values)...};
            return written<ir::Verb::update_rows, Updated>(values, includes_);
        }
    }
    std::vector<T> remove_rows() const {
        require_filter();
        const KeptValues* const values[]{&parts_.values};
        return written<ir::Verb::remove_rows, Shape>(values, NoIncludes());
    }
    template <ir::Verb Verb, class Written, class I>
    std::vector<T> written(model::ValueLists values, const I& includes) const {
        std::vector<T> objects;
        model::write_giving(parts_.session, *parts_.instance, statement<Written, Verb>(), values,
                            typed::sink_into(objects));
        load_includes(parts_.session, *parts_.instance, typed::Objects<T>(objects), includes);
        return objects;
    }
    template <ir::Op Lock, ir::LockWait Wait>
    auto locked() const {
        model::require_transaction(parts_.session, *parts_.instance, Lock);
        return clause<OpShape<Lock, static_cast<std::uint8_t>(Wait), 0>>(None{});
    }
    template <ir::Verb Verb>
    TENON_NOINLINE std::vector<T> at_most() const {
        require_ungrouped();
        std::vector<T> objects;
        model::read(parts_.session, *parts_.instance, statement<Shape, Verb>(), parts_.values,
                    typed::sink_into(objects));
        load_includes(parts_.session, *parts_.instance, typed::Objects<T>(objects), includes_);
        return objects;
    }
    [[nodiscard]] Find through(engine::Session session) const {
        Find next = *this;
        next.parts_.session = std::move(session);
        return next;
    }
    template <class Added, class V>
    auto clause(V&& values) const {
        return Find<T, AddClause<Shape, Added>, Includes>(parts_, std::forward<V>(values), includes_);
    }
    template <class, class, class>
    friend class Find;
    friend class Returning<Find>;

    QueryParts parts_;
    [[no_unique_address]] Includes includes_;
};

template <class T>
inline constexpr bool is_find = false;
template <class T, class Shape, class Includes>
inline constexpr bool is_find<Find<T, Shape, Includes>> = true;

}  // namespace typed
}  // namespace tenon
