#pragma once
// Queries: what users.find(…) gives. A query is a value; its last word runs it.

#include <array>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <tenon/execution.hpp>
#include <tenon/filter.hpp>
#include <tenon/include.hpp>

namespace tenon {

template <class T>
class Query;
template <class T>
class Tracked;

namespace typed {

template <class T>
void* append_object(void* target) {
    return &static_cast<std::vector<T>*>(target)->emplace_back();
}
/// A value alone; a std::vector<bool> has no bools with addresses.
struct BooleanRow {
    bool value;
};

template <class Shape, ir::Verb Verb>
std::uint32_t shape_id() {
    static const std::uint32_t id = model::next_shape();
    return id;
}

/// The statement of a shape with its verb, and its values as cells.
template <class Shape, ir::Verb Verb>
class BoundStatement {
public:
    template <class Values>
    BoundStatement(const Values& values, std::span<const model::OutputType> outputs = {})
        : statement{{Shape::nodes.data(), Shape::nodes.size()}, Verb, shape_id<Shape, Verb>(), outputs},
          binder_(cells_) {
        static_assert(variant_bits<Shape>() <= 64,
                      "Tenon: this query has too many variable parts (optionals, lists, when): use tenon::Query<T>");
        values.bind(binder_);
    }
    [[nodiscard]] model::Bound bound() const { return {{cells_, slot_count<Shape>()}, binder_.variant()}; }
    const model::Statement statement;

private:
    Cell cells_[slot_count<Shape>() + 1];
    Binder binder_;
};

[[noreturn]] void throw_not_one(const model::Instance& instance, std::size_t rows);

/// The outputs of `select<Row>(…)`: the members of a struct, in their order.
template <class Row, class... Types>
std::span<const model::OutputType> struct_outputs() {
    static const auto outputs = [] {
        const StructInfo& info = struct_info<Row>();
        std::array<model::OutputType, sizeof...(Types)> made{};
        for (std::size_t i = 0; i < made.size(); ++i) made[i] = {info.members[i].type, info.members[i].offset};
        return made;
    }();
    return outputs;
}
/// The outputs of a tuple, or of one value alone.
template <class... Types>
std::span<const model::OutputType> tuple_outputs() {
    static const auto outputs = [] {
        using Tuple = std::tuple<Types...>;
        Tuple sample{};
        const char* base = reinterpret_cast<const char*>(&sample);
        return std::apply(
            [&](const auto&... values) {
                return std::array<model::OutputType, sizeof...(Types)>{
                    model::OutputType{&type_info<std::remove_cvref_t<decltype(values)>>,
                                      static_cast<std::uint32_t>(reinterpret_cast<const char*>(&values) - base)}...};
            },
            sample);
    }();
    return outputs;
}

template <class Member, class Given>
consteval bool fits_output() {
    using Bare_ = Stripped<Member>;
    return std::is_same_v<Stripped<Given>, Bare_> ||
           (category_of<Stripped<Given>>() == category_of<Bare_>() &&
            (is_integer_type<Bare_> == is_integer_type<Stripped<Given>> || is_real_type<Bare_>)) ||
           (is_ref<Stripped<Given>> && category_of<Stripped<Given>>() == category_of<Bare_>());
}
/// A value of T's rows, for select and group_by.
template <class E, class T>
consteval void require_expression_on() {
    static_assert(ExpressionType<E>, "Tenon: an expression is needed here, such as f<&User::name>");
    if constexpr (ExpressionType<E>) {
        require_model<RootOf<E>, T>();
        static_cast<void>(require_value<std::remove_cvref_t<E>>());
    }
}
template <class A>
concept AssignmentType = requires { requires std::remove_cvref_t<A>::tenon_assignment; };
template <class T, class... As>
consteval bool require_assignments() {
    constexpr bool are = (AssignmentType<As> && ...);
    static_assert(sizeof...(As) > 0, "Tenon: update() needs at least one assignment");
    static_assert(are, "Tenon: update() takes assignments: write f<&User::age> = 5 with one =; == compares");
    if constexpr (are) (require_model<typename std::remove_cvref_t<As>::Root, T>(), ...);
    return are;
}
template <class Row, class... Types, std::size_t... Is>
consteval void require_row(std::index_sequence<Is...>) {
    require_reflectable<Row>();
    static_assert(!Reflectable<Row> || member_count<Row> == sizeof...(Types),
                  "Tenon: select<Row>(…) needs one expression for each member of Row, in their order");
    if constexpr (Reflectable<Row> && member_count<Row> == sizeof...(Types)) {
        using Members = decltype(tie_members(std::declval<Row&>()));
        static_assert((fits_output<std::remove_cvref_t<std::tuple_element_t<Is, Members>>, Types>() && ...),
                      "Tenon: an expression of select<Row>(…) has another type than the member of Row that it goes to");
        static_assert(
            ((is_optional<std::remove_cvref_t<std::tuple_element_t<Is, Members>>> || !is_optional<Types>) && ...),
            "Tenon: an expression of select<Row>(…) can be empty, but the member of Row is no std::optional");
    }
}

template <class Shape>
consteval bool has_aggregate() {
    for (const ir::Node& node : Shape::nodes)
        if (node.op >= ir::Op::count_rows && node.op <= ir::Op::max) return true;
    return false;
}
template <class E>
consteval bool is_aggregate() {
    if constexpr (ExpressionType<E>)
        return has_aggregate<ShapeOf<E>>();
    else
        return false;
}
template <class E>
using OutputShape = OpShape<ir::Op::output, 0, 0, ShapeOf<E>>;

/// The rows of a range-for: they belong to the iterator, so that a chain may be iterated directly.
template <class T>
class RowIterator {
public:
    using value_type = T;
    using difference_type = std::ptrdiff_t;

    explicit RowIterator(std::vector<T> rows) : rows_(std::move(rows)) {}
    typename std::vector<T>::reference operator*() { return rows_[at_]; }
    T* operator->() { return &rows_[at_]; }
    RowIterator& operator++() {
        ++at_;
        return *this;
    }
    struct End {};
    friend bool operator==(const RowIterator& iterator, End) { return iterator.at_ == iterator.rows_.size(); }

private:
    std::vector<T> rows_;
    std::size_t at_ = 0;
};

/// A query whose rows are not whole objects.
template <class T, class Result, class Shape, class Values>
class Projection {
public:
    static constexpr ir::Verb verb = has_aggregate<Shape>() || has_clause<Shape>(ir::Op::group_by) ? ir::Verb::aggregate
                                                                                                   : ir::Verb::all;

    Projection(engine::Session session, const model::Instance* instance, Values values,
               std::span<const model::OutputType> outputs)
        : session_(std::move(session)),
          instance_(instance),
          values_(std::move(values)),
          outputs_(outputs) {}

    [[nodiscard]] std::vector<Result> all() const {
        using Stored = std::conditional_t<std::is_same_v<Result, bool>, BooleanRow, Result>;
        std::vector<Stored> rows;
        const BoundStatement<Shape, verb> call(values_, outputs_);
        model::read(session_, *instance_, call.statement, call.bound(), {&rows, append_object<Stored>});
        if constexpr (std::is_same_v<Result, bool>) {
            std::vector<bool> values;
            for (const BooleanRow& row : rows) values.push_back(row.value);
            return values;
        } else {
            return rows;
        }
    }
    [[nodiscard]] std::optional<Result> first() const {
        auto rows = at_most<1>();
        if (rows.empty()) return std::nullopt;
        return std::move(rows.front());
    }
    [[nodiscard]] Result one() const {
        auto rows = at_most<2>();
        if (rows.size() != 1) throw_not_one(*instance_, rows.size());
        return std::move(rows.front());
    }
    /// How many rows `all` would give; groups are read to be counted.
    [[nodiscard]] std::int64_t count() const {
        if constexpr (verb == ir::Verb::aggregate) {
            return static_cast<std::int64_t>(all().size());
        } else {
            const BoundStatement<Shape, ir::Verb::count> call(values_);
            return model::count(session_, *instance_, call.statement, call.bound());
        }
    }
    [[nodiscard]] bool exists() const {
        if constexpr (verb == ir::Verb::aggregate) {
            return !at_most<1>().empty();
        } else {
            const BoundStatement<Shape, ir::Verb::exists> call(values_);
            return model::exists(session_, *instance_, call.statement, call.bound());
        }
    }
    /// Each row once.
    [[nodiscard]] auto distinct() const { return clause<OpShape<ir::Op::distinct, 0, 0>>(None()); }
    /// Only groups that fulfil this.
    template <class C>
    [[nodiscard]] auto having(C&& condition) const {
        if constexpr (require_condition_on<std::remove_cvref_t<C>, T>())
            return clause<OpShape<ir::Op::having, 0, 0, ShapeOf<C>>>(std::forward<C>(condition).values());
        else
            return *this;
    }
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
    [[nodiscard]] auto limit(std::int64_t most) const {
        return clause<OpShape<ir::Op::limit, 0, 0, SlotShape<IntegerSlot>>>(IntegerSlot{checked_count(most)});
    }
    [[nodiscard]] auto offset(std::int64_t skipped) const {
        return clause<OpShape<ir::Op::offset, 0, 0, SlotShape<IntegerSlot>>>(IntegerSlot{checked_count(skipped)});
    }
    [[nodiscard]] RowIterator<Result> begin() const { return RowIterator<Result>(all()); }
    [[nodiscard]] typename RowIterator<Result>::End end() const { return {}; }
    [[nodiscard]] std::string to_sql() const {
        const BoundStatement<Shape, verb> call(values_, outputs_);
        return model::text_of(session_, *instance_, call.statement, call.bound().variant);
    }
    /// What it is made of, without its type.
    [[nodiscard]] ir::Code code() const {
        Saver saved;
        values_.save(saved);
        return model::to_code(Shape::nodes, std::move(saved));
    }

private:
    /// A limit of its own stays.
    template <std::int64_t Most>
    std::vector<Result> at_most() const {
        if constexpr (has_clause<Shape>(ir::Op::limit))
            return all();
        else
            return limit(Most).all();
    }
    template <class Added, class V>
    auto clause(V values) const {
        auto joined = both(values_, std::move(values));
        return Projection<T, Result, AddClause<Shape, Added>, decltype(joined)>(session_, instance_, std::move(joined),
                                                                                outputs_);
    }
    engine::Session session_;
    const model::Instance* instance_;
    Values values_;
    std::span<const model::OutputType> outputs_;
};

/// A typed query for whole objects of T.
template <class T, class Shape, class Values, class Includes = NoIncludes>
class Find {
public:
    using Root = T;

    Find(engine::Session session, const model::Instance* instance, Values values, Includes includes)
        : session_(std::move(session)),
          instance_(instance),
          values_(std::move(values)),
          includes_(std::move(includes)) {}

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
    /// At most so many; 0 gives nothing.
    [[nodiscard]] auto limit(std::int64_t most) const {
        return clause<OpShape<ir::Op::limit, 0, 0, SlotShape<IntegerSlot>>>(IntegerSlot{checked_count(most)});
    }
    [[nodiscard]] auto offset(std::int64_t skipped) const {
        return clause<OpShape<ir::Op::offset, 0, 0, SlotShape<IntegerSlot>>>(IntegerSlot{checked_count(skipped)});
    }
    /// Load these relations along: include(f<&User::posts>), include(f<&User::posts>.order_by(…).limit(3)).
    template <class First, class... Rest>
    [[nodiscard]] auto include(First&& first, Rest&&... rest) const {
        auto added = as_include(std::forward<First>(first));
        static_assert(std::is_same_v<typename decltype(added)::Root, T>,
                      "Tenon: include() takes a relation of this model");
        using List = IncludeList<decltype(added), Includes>;
        Find<T, Shape, Values, List> next(session_, instance_, values_, List{std::move(added), includes_});
        if constexpr (sizeof...(Rest) == 0)
            return next;
        else
            return next.include(std::forward<Rest>(rest)...);
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
        require_row<Row, TypeOf<Es>...>(std::index_sequence_for<Es...>{});
        return project<Row>(struct_outputs<Row, TypeOf<Es>...>(), std::forward<Es>(expressions)...);
    }
    /// … or as tuples; one expression alone gives its values.
    template <ExpressionType First, ExpressionType... Es>
    [[nodiscard]] auto select(First&& first, Es&&... expressions) const {
        if constexpr (sizeof...(Es) == 0)
            return project<TypeOf<First>>(tuple_outputs<TypeOf<First>>(), std::forward<First>(first));
        else
            return project<std::tuple<TypeOf<First>, TypeOf<Es>...>>(tuple_outputs<TypeOf<First>, TypeOf<Es>...>(),
                                                                     std::forward<First>(first),
                                                                     std::forward<Es>(expressions)...);
    }
    template <class Row = void, class... Es>
        requires(!(ExpressionType<Es> && ...))
    auto select(Es&&...) const {
        (require_expression_on<Es, T>(), ...);
    }

    // --- last words: each runs the query ---
    [[nodiscard]] std::vector<T> all() const {
        std::vector<T> objects;
        const BoundStatement<Shape, ir::Verb::all> call(values_);
        model::read(session_, *instance_, call.statement, call.bound(), {&objects, append_object<T>});
        load_includes(session_, *instance_, std::span<T>(objects), includes_);
        return objects;
    }
    [[nodiscard]] std::optional<T> first() const {
        std::vector<T> objects = at_most<ir::Verb::first>();
        if (objects.empty()) return std::nullopt;
        return std::move(objects.front());
    }
    /// Exactly one: NotFound when there is none, QueryError when there are more.
    [[nodiscard]] T one() const {
        std::vector<T> objects = at_most<ir::Verb::one>();
        if (objects.size() != 1) throw_not_one(*instance_, objects.size());
        return std::move(objects.front());
    }
    /// How many objects `all` would give.
    [[nodiscard]] std::int64_t count() const {
        const BoundStatement<Shape, ir::Verb::count> call(values_);
        return model::count(session_, *instance_, call.statement, call.bound());
    }
    [[nodiscard]] bool exists() const {
        const BoundStatement<Shape, ir::Verb::exists> call(values_);
        return model::exists(session_, *instance_, call.statement, call.bound());
    }
    /// One value over all rows: aggregate(count()), or a tuple of several.
    template <class... Es>
    [[nodiscard]] auto aggregate(Es&&... expressions) const {
        static_assert((is_aggregate<Es>() && ...), "Tenon: aggregate() takes count(), sum(…), avg(…), min(…), max(…)");
        return select(std::forward<Es>(expressions)...).all().at(0);
    }
    /// The objects, each knowing what changes on it.
    [[nodiscard]] std::vector<Tracked<T>> edit() const;
    /// Gives how many rows matched.
    template <class... As>
    std::int64_t update(As&&... assignments) const {
        require_filter();
        if constexpr (require_assignments<T, As...>()) {
            using Updated = UpdateShape<Shape, std::remove_cvref_t<As>...>;
            const auto values = update_values(values_, std::forward<As>(assignments)...);
            const BoundStatement<Updated, ir::Verb::update> call(values);
            return model::write(session_, *instance_, call.statement, call.bound());
        }
    }
    /// Gives how many rows matched.
    std::int64_t remove() const {
        require_filter();
        const BoundStatement<Shape, ir::Verb::remove> call(values_);
        return model::write(session_, *instance_, call.statement, call.bound());
    }

    /// The statement of `all`, as the database gets it. Values are not part of it.
    [[nodiscard]] std::string to_sql() const {
        const BoundStatement<Shape, ir::Verb::all> call(values_);
        return model::text_of(session_, *instance_, call.statement, call.bound().variant);
    }

    /// Runs `all`; the iterator owns the rows.
    [[nodiscard]] RowIterator<T> begin() const { return RowIterator<T>(all()); }
    [[nodiscard]] typename RowIterator<T>::End end() const { return {}; }

    // for Query<T>
    [[nodiscard]] const engine::Session& session() const { return session_; }
    [[nodiscard]] const model::Instance* instance() const { return instance_; }
    [[nodiscard]] const Includes& includes() const { return includes_; }
    [[nodiscard]] ir::Code code() const {
        Saver saved;
        values_.save(saved);
        return model::to_code(Shape::nodes, std::move(saved));
    }

private:
    template <class Base, class... As>
    struct UpdateShapeOf;
    template <class Base>
    struct UpdateShapeOf<Base> {
        using type = Base;
    };
    template <class Base, class A, class... As>
    struct UpdateShapeOf<Base, A, As...> {
        using type = typename UpdateShapeOf<AddClause<Base, typename A::Shape>, As...>::type;
    };
    template <class Base, class... As>
    using UpdateShape = typename UpdateShapeOf<Base, As...>::type;

    template <class V>
    static auto update_values(V values) {
        return values;
    }
    template <class V, class A, class... As>
    static auto update_values(V values, A&& assignment, As&&... rest) {
        return update_values(both(std::move(values), assignment.values), std::forward<As>(rest)...);
    }
    static consteval void require_filter() {
        static_assert(
            has_clause<Shape>(ir::Op::where),
            "Tenon: this would change every row: say update(tenon::everything, …) or remove(tenon::everything)");
    }
    template <ir::Verb Verb>
    std::vector<T> at_most() const {
        std::vector<T> objects;
        const BoundStatement<Shape, Verb> call(values_);
        model::read(session_, *instance_, call.statement, call.bound(), {&objects, append_object<T>});
        load_includes(session_, *instance_, std::span<T>(objects), includes_);
        return objects;
    }
    template <class Added, class V>
    auto clause(V values) const {
        auto joined = both(values_, std::move(values));
        return Find<T, AddClause<Shape, Added>, decltype(joined), Includes>(session_, instance_, std::move(joined),
                                                                            includes_);
    }
    template <class Result>
    auto project(std::span<const model::OutputType> outputs) const {
        return Projection<T, Result, Shape, Values>(session_, instance_, values_, outputs);
    }
    template <class Result, class E, class... Es>
    auto project(std::span<const model::OutputType> outputs, E&& expression, Es&&... rest) const {
        require_expression_on<E, T>();
        return clause<OutputShape<E>>(std::forward<E>(expression).values())
            .template project<Result>(outputs, std::forward<Es>(rest)...);
    }
    template <class, class, class, class>
    friend class Find;

    engine::Session session_;
    const model::Instance* instance_;
    [[no_unique_address]] Values values_;
    [[no_unique_address]] Includes includes_;
};

template <class T>
inline constexpr bool is_find = false;
template <class T, class Shape, class Values, class Includes>
inline constexpr bool is_find<Find<T, Shape, Values, Includes>> = true;

}  // namespace typed

/// A query without its type, for signatures, members and step by step composition. Made from any typed query on T:
///
///     tenon::Query<User> query = users.find(f<&User::age> >= 18);
///     if (newest) query = query.order_by(f<&User::id>.desc());
///
/// A statement of it is found by its fingerprint, at a little more than a typed query's cost.
template <class T>
class Query {
public:
    template <class Shape, class Values, class Includes>
    Query(const typed::Find<T, Shape, Values, Includes>& query)  // NOLINT: a typed query is a query
        : session_(query.session()),
          instance_(query.instance()),
          code_(query.code()) {
        if constexpr (Includes::count > 0)
            loaders_.push_back([includes = query.includes()](const engine::Session& session,
                                                             const model::Instance& instance, std::span<T> objects) {
                typed::load_includes(session, instance, objects, includes);
            });
    }
    Query(engine::Session session, const model::Instance* instance)
        : session_(std::move(session)),
          instance_(instance) {}

    [[nodiscard]] Query where(const Filter<T>& filter) const {
        Query next = *this;
        if (filter.is_empty()) return next;
        next.code_.append(filter.code());
        next.code_.nodes.push_back({ir::Op::where, 0, 0, 0, 0});
        return next;
    }
    template <class... Orders>
    [[nodiscard]] Query order_by(Orders&&... orders) const {
        Query next = *this;
        (next.add(typed::as_ordering(std::forward<Orders>(orders))), ...);
        return next;
    }
    [[nodiscard]] Query limit(std::int64_t most) const { return number(ir::Op::limit, most); }
    [[nodiscard]] Query offset(std::int64_t skipped) const { return number(ir::Op::offset, skipped); }
    template <class... Is>
    [[nodiscard]] Query include(Is&&... includes) const {
        Query next = *this;
        (next.add_include(typed::as_include(std::forward<Is>(includes))), ...);
        return next;
    }

    [[nodiscard]] std::vector<T> all() const { return run(ir::Verb::all); }
    [[nodiscard]] std::optional<T> first() const {
        std::vector<T> objects = run(ir::Verb::first);
        if (objects.empty()) return std::nullopt;
        return std::move(objects.front());
    }
    [[nodiscard]] T one() const {
        std::vector<T> objects = run(ir::Verb::one);
        if (objects.size() != 1) typed::throw_not_one(*instance_, objects.size());
        return std::move(objects.front());
    }
    [[nodiscard]] std::int64_t count() const { return model::count(session_, *instance_, code_); }
    [[nodiscard]] bool exists() const { return model::exists(session_, *instance_, code_); }
    [[nodiscard]] std::vector<Tracked<T>> edit() const;
    /// QueryError when the query has no condition: that would be every row.
    template <class... As>
    std::int64_t update(As&&... assignments) const {
        Query next = *this;
        if constexpr (typed::require_assignments<T, As...>()) (next.add(assignments), ...);
        return model::write(session_, *instance_, ir::Verb::update, next.code_);
    }
    std::int64_t remove() const { return model::write(session_, *instance_, ir::Verb::remove, code_); }
    [[nodiscard]] std::string to_sql() const { return model::text_of(session_, *instance_, ir::Verb::all, code_); }
    /// What it is made of.
    [[nodiscard]] const ir::Code& code() const noexcept { return code_; }

    [[nodiscard]] typed::RowIterator<T> begin() const { return typed::RowIterator<T>(all()); }
    [[nodiscard]] typename typed::RowIterator<T>::End end() const { return {}; }

private:
    using Loader = std::function<void(const engine::Session&, const model::Instance&, std::span<T>)>;

    template <class Clause>
    void add(const Clause& clause) {
        typed::require_model<typename Clause::Root, T>();
        typed::Saver saved;
        clause.values.save(saved);
        code_.append(model::to_code(Clause::Shape::nodes, std::move(saved)));
    }
    template <class I>
    void add_include(I include) {
        static_assert(std::is_same_v<typename I::Root, T>, "Tenon: include() takes a relation of this model");
        loaders_.push_back([include = std::move(include)](const engine::Session& session,
                                                          const model::Instance& instance, std::span<T> objects) {
            typed::load_include(session, instance, objects, include);
        });
    }
    [[nodiscard]] Query number(ir::Op op, std::int64_t value) const {
        Query next = *this;
        next.code_.nodes.push_back({ir::Op::param, 0, static_cast<std::uint16_t>(BaseType::int64), 0, 0});
        next.code_.values.emplace_back(typed::checked_count(value));
        next.code_.nodes.push_back({op, 0, 0, 0, 0});
        return next;
    }
    [[nodiscard]] std::vector<T> run(ir::Verb verb) const {
        std::vector<T> objects;
        model::read(session_, *instance_, verb, code_, {}, {&objects, typed::append_object<T>});
        for (const Loader& load : loaders_) load(session_, *instance_, std::span<T>(objects));
        return objects;
    }

    engine::Session session_;
    const model::Instance* instance_;
    ir::Code code_;
    std::vector<Loader> loaders_;
};

}  // namespace tenon
