#pragma once
// Query<T>: a query without its type.

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tenon/callback.hpp>
#include <tenon/find.hpp>
#include <tenon/page.hpp>
#include <tenon/snapshot.hpp>
#include <tenon/stream.hpp>

namespace tenon {

/// A query without its type, for signatures, members and step by step composition. Made from any typed query on T:
///
///     tenon::Query<User> query = users.find(f<&User::age> >= 18);
///     if (newest) query = query.order_by(f<&User::id>.desc());
///
/// A statement of it is found by its fingerprint, at a little more than a typed query's cost.
template <class T>
class Query {
public:
    template <class Shape, class Includes>
    Query(const typed::Find<T, Shape, Includes>& query)  // NOLINT: a typed query is a query
        : session_(query.session()),
          instance_(query.instance()),
          clauses_{query.code()} {
        if constexpr (Includes::count > 0)
            loaders_.push_back([includes = query.includes()](const engine::Session& session,
                                                             const model::Instance& instance,
                                                             typed::Objects<T> objects) {
                typed::load_includes(session, instance, objects, includes);
            });
    }
    Query(engine::Session session, const model::Instance* instance)
        : session_(std::move(session)),
          instance_(instance) {}

    [[nodiscard]] Query where(const Filter<T>& filter) const {
        Query next = *this;
        if (filter.is_empty()) return next;
        next.clauses_.code.append(filter.code());
        next.clauses_.code.add({ir::Op::where, 0, 0, 0, 0});
        return next;
    }
    template <class... Orders>
    [[nodiscard]] Query order_by(Orders&&... orders) const {
        Query next = *this;
        (next.add(typed::as_ordering(std::forward<Orders>(orders))), ...);
        return next;
    }
    /// Objects with their hidden fields.
    [[nodiscard]] Query with_hidden() const { return with_clause(ir::Op::with_hidden); }
    /// As of typed queries.
    [[nodiscard]] Query with_deleted() const { return with_clause(ir::Op::with_deleted); }
    [[nodiscard]] Query only_deleted() const { return with_clause(ir::Op::only_deleted); }
    [[nodiscard]] Query for_update(ir::LockWait wait = {}) const { return locked(ir::Op::for_update, wait); }
    [[nodiscard]] Query for_share(ir::LockWait wait = {}) const { return locked(ir::Op::for_share, wait); }
    [[nodiscard]] Query limit(std::int64_t most) const { return number(ir::Op::limit, most); }
    [[nodiscard]] Query offset(std::int64_t skipped) const { return number(ir::Op::offset, skipped); }
    template <class... Is>
    [[nodiscard]] Query include(Is&&... includes) const {
        Query next = *this;
        (next.add_include(typed::as_include(std::forward<Is>(includes))), ...);
        return next;
    }

    /// As of typed queries.
    [[nodiscard]] Query timeout(std::chrono::nanoseconds longest) const {
        Query next = *this;
        next.session_ = session_.with_timeout(longest);
        return next;
    }
    [[nodiscard]] Query cancelled_by(const Cancellation& cancellation) const {
        Query next = *this;
        next.session_ = session_.with_stop(cancellation.flag());
        return next;
    }
    [[nodiscard]] Query comment(std::string text) const {
        Query next = *this;
        next.session_ = session_.with_comment(std::move(text));
        return next;
    }

    [[nodiscard]] Query hint(std::string_view index) const {
        Query next = *this;
        model::add_hint(next.clauses_.code, index);
        return next;
    }

    /// As of typed queries.
    template <class R>
    [[nodiscard]] auto join(R&& relation) const {
        return typed::joined_with<T, false>(session_, instance_, clauses_,
                                            typed::as_include(std::forward<R>(relation)));
    }
    template <class R>
    [[nodiscard]] auto left_join(R&& relation) const {
        return typed::joined_with<T, true>(session_, instance_, clauses_, typed::as_include(std::forward<R>(relation)));
    }
    /// One row a group, which select() names: query.group_by(f<&User::city>).select(f<&User::city>, tenon::count()).
    template <class... Es>
    [[nodiscard]] Query group_by(const Es&... expressions) const {
        Query next = *this;
        (next.add_group(expressions), ...);
        return next;
    }
    /// Rows of these expressions: into a struct, member by member, …
    template <class Row, typed::ExpressionType... Es>
    [[nodiscard]] auto select(const Es&... expressions) const {
        return typed::select_into<T, Row>(session_, instance_, clauses_, expressions...);
    }
    /// … or as tuples; one expression alone gives its values.
    template <typed::ExpressionType First, typed::ExpressionType... Es>
    [[nodiscard]] auto select(const First& first, const Es&... expressions) const {
        return typed::select_values<T>(session_, instance_, clauses_, first, expressions...);
    }
    template <class Row = void, class... Es>
        requires(!(typed::ExpressionType<Es> && ...))
    auto select(const Es&...) const {
        (typed::require_expression_on<Es, T>(), ...);
    }
    /// One value over all rows, or a tuple of several.
    template <class... Es>
    [[nodiscard]] auto aggregate(const Es&... expressions) const {
        typed::require_aggregates<Es...>();
        if (clauses_.has(ir::Op::limit) || clauses_.has(ir::Op::offset)) typed::throw_limited_aggregate(*instance_);
        return select(expressions...).all().at(0);
    }

    [[nodiscard]] std::vector<T> all() const { return run(ir::Verb::all); }
    [[nodiscard]] std::optional<T> first() const { return typed::first_of(run(ir::Verb::first)); }
    /// QueryError when the query has no order, or a limit.
    [[nodiscard]] std::optional<T> last() const { return typed::first_of(run(ir::Verb::last)); }
    [[nodiscard]] T one() const {
        std::vector<T> objects = run(ir::Verb::one);
        if (objects.size() != 1) typed::throw_not_one(*instance_, objects.size());
        return std::move(objects.front());
    }
    [[nodiscard]] std::int64_t count() const { return model::count(session_, *instance_, clauses_.code); }
    [[nodiscard]] bool exists() const { return model::exists(session_, *instance_, clauses_.code); }
    /// As of typed queries.
    [[nodiscard]] Counted<T> find_and_count() const {
        const model::ReadScope scope(session_);
        Counted<T> counted;
        model::read(scope.session(), *instance_, ir::Verb::all, clauses_.code, {}, typed::sink_into(counted.rows));
        load(scope.session(), counted.rows);
        counted.total = model::total(scope.session(), *instance_, clauses_.code);
        return counted;
    }
    [[nodiscard]] Page<T> page(std::size_t size, std::string_view cursor = {}) const {
        const model::PagedQuery query(session_, *instance_, clauses_.code, size, cursor);
        std::vector<T> rows;
        query.read(typed::sink_into(rows));
        Page<T> page = typed::page_of(query, std::move(rows), [](const T& object) -> const void* { return &object; });
        load(session_, page.items);
        return page;
    }
    template <class E>
    [[nodiscard]] auto sum(const E& expression) const {
        return aggregate(tenon::sum(expression));
    }
    template <class E>
    [[nodiscard]] auto avg(const E& expression) const {
        return aggregate(tenon::avg(expression));
    }
    template <class E>
    [[nodiscard]] auto min(const E& expression) const {
        return aggregate(tenon::min(expression));
    }
    template <class E>
    [[nodiscard]] auto max(const E& expression) const {
        return aggregate(tenon::max(expression));
    }
    [[nodiscard]] Stream<T> stream(std::size_t batch = stream_batch) const {
        typename typed::StreamState<T>::Loader load;
        if (!loaders_.empty())
            load = [loaders = loaders_, instance = instance_](const engine::Session& session,
                                                              typed::Objects<T> objects) {
                for (const Loader& loader : loaders) loader(session, *instance, objects);
            };
        return Stream<T>(session_, instance_, ir::Verb::all, clauses_.code, {}, batch, std::move(load));
    }
    [[nodiscard]] std::vector<Tracked<T>> edit() const;
    /// QueryError when the query has no condition: that would be every row.
    template <class... As>
    std::int64_t update(As&&... assignments) const {
        if constexpr (typed::require_no_image<As...>())
            return model::write(session_, *instance_, ir::Verb::update, with(assignments...).clauses_.code);
        return 0;
    }
    std::int64_t remove() const { return model::write(session_, *instance_, ir::Verb::remove, clauses_.code); }
    std::int64_t restore() const { return model::restore(session_, *instance_, clauses_.code); }
    std::int64_t purge() const { return model::purge(session_, *instance_, clauses_.code); }
    /// As of typed queries.
    template <class... As>
    std::optional<T> update_one(const As&... assignments) const {
        if constexpr (typed::wants_before<As...>) {
            std::vector<T> object(1);
            const typed::CodeClauses assigned = Query(session_, instance_).with(assignments...).clauses_;
            if (!model::update_first(session_, *instance_, clauses_.code, assigned.code, {object.data()}))
                return std::nullopt;
            load(object);
            return std::move(object.front());
        } else {
            return typed::first_of(written(ir::Verb::update_one, with(assignments...).clauses_, true));
        }
    }
    std::optional<T> remove_one() const { return typed::first_of(written(ir::Verb::remove_one, clauses_, false)); }
    std::optional<T> replace_one(T object) const {
        std::vector<T> row;
        model::replace_first(session_, *instance_, clauses_.code, &object, {}, typed::sink_into(row));
        load(row);
        return typed::first_of(std::move(row));
    }
    std::optional<T> replace_one(T object, After) const { return replace_one(std::move(object)); }
    std::optional<T> replace_one(T object, Before) const {
        std::vector<T> row(1);
        if (!model::replace_first(session_, *instance_, clauses_.code, &object, {row.data()})) return std::nullopt;
        load(row);
        return std::move(row.front());
    }
    [[nodiscard]] Returning<Query> returning() const { return Returning<Query>(*this); }
    [[nodiscard]] std::string to_sql() const {
        return model::text_of(session_, *instance_, ir::Verb::all, clauses_.code);
    }
    [[nodiscard]] std::string explain() const {
        return model::explain(session_, *instance_, ir::Verb::all, clauses_.code);
    }
    /// What it is made of.
    [[nodiscard]] const ir::Code& code() const noexcept { return clauses_.code; }

    [[nodiscard]] typed::RowIterator<T> begin() const { return typed::RowIterator<T>(all()); }
    [[nodiscard]] typed::RowsEnd end() const { return {}; }

private:
    using Loader = Callback<void(const engine::Session&, const model::Instance&, typed::Objects<T>)>;

    template <class Clause>
    void add(const Clause& clause) {
        typed::require_model<typename Clause::Root, T>();
        clauses_.add<typename Clause::Shape>(clause.values);
    }
    template <class E>
    void add_group(const E& expression) {
        typed::require_expression_on<E, T>();
        clauses_.add<typed::OpShape<ir::Op::group_by, 0, 0, typed::ShapeOf<E>>>(expression.values());
    }
    template <class I>
    void add_include(I include) {
        static_assert(std::is_same_v<typename I::Root, T>, "Tenon: include() takes a relation of this model");
        loaders_.push_back([include = std::move(include)](const engine::Session& session,
                                                          const model::Instance& instance, typed::Objects<T> objects) {
            typed::load_include(session, instance, objects, include);
        });
    }
    [[nodiscard]] Query with_clause(ir::Op op) const {
        Query next = *this;
        next.clauses_.code.add({op, 0, 0, 0, 0});
        return next;
    }
    [[nodiscard]] Query locked(ir::Op lock, ir::LockWait wait) const {
        model::require_transaction(session_, *instance_, lock);
        Query next = *this;
        next.clauses_.code.add({lock, static_cast<std::uint8_t>(wait), 0, 0, 0});
        return next;
    }
    [[nodiscard]] Query number(ir::Op op, std::int64_t value) const {
        Query next = *this;
        next.clauses_.code.add({ir::Op::param, 0, static_cast<std::uint16_t>(BaseType::int64), 0, 0});
        next.clauses_.code.add(Value(typed::checked_count(value)));
        next.clauses_.code.add({op, 0, 0, 0, 0});
        return next;
    }
    template <class... As>
    [[nodiscard]] Query with(const As&... assignments) const {
        Query next = *this;
        if constexpr (typed::require_assignments<T, As...>()) (next.add(assignments), ...);
        return next;
    }
    void load(std::vector<T>& objects) const { load(session_, objects); }
    void load(const engine::Session& session, std::vector<T>& objects) const {
        for (const Loader& loader : loaders_) loader(session, *instance_, objects);
    }
    [[nodiscard]] std::vector<T> run(ir::Verb verb) const {
        std::vector<T> objects;
        model::read(session_, *instance_, verb, clauses_.code, {}, typed::sink_into(objects));
        load(objects);
        return objects;
    }
    std::vector<T> written(ir::Verb verb, const typed::CodeClauses& clauses, bool loads) const {
        std::vector<T> objects;
        model::write_giving(session_, *instance_, verb, clauses.code, {}, typed::sink_into(objects));
        if (loads) load(objects);
        return objects;
    }
    template <class... As>
    std::vector<T> update_rows(const As&... assignments) const {
        if constexpr (typed::require_no_image<As...>())
            return written(ir::Verb::update_rows, with(assignments...).clauses_, true);
        return {};
    }
    std::vector<T> remove_rows() const { return written(ir::Verb::remove_rows, clauses_, false); }
    friend class Returning<Query>;

    engine::Session session_;
    const model::Instance* instance_;
    typed::CodeClauses clauses_;
    std::vector<Loader> loaders_;
};

}  // namespace tenon
