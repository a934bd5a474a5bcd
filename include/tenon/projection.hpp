#pragma once
// Projections: queries whose rows are not whole objects, but what `select` names.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <tenon/clauses.hpp>
#include <tenon/page.hpp>
#include <tenon/returning.hpp>

namespace tenon::typed {

[[noreturn]] void throw_not_one(const model::Instance& instance, std::size_t rows);
[[noreturn]] void throw_limited_aggregate(const model::Instance& instance);

/// The outputs of `select<Row>(…)`: the members of a struct, in their order.
std::vector<model::OutputType> outputs_of(const StructInfo& row);
template <class Row>
std::span<const model::OutputType> struct_outputs() {
    static const std::vector<model::OutputType> outputs = outputs_of(struct_info<Row>());
    return {outputs.data(), outputs.size()};
}
/// The output of one value alone.
template <class Type>
inline constexpr model::OutputType value_output{&type_info<Type>, 0};
/// The outputs of a tuple.
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

template <class... Types>
struct SelectedRow {
    using type = std::tuple<Types...>;
    static std::span<const model::OutputType> outputs() { return tuple_outputs<Types...>(); }
};
template <class Type>
struct SelectedRow<Type> {
    using type = Type;
    static std::span<const model::OutputType> outputs() { return {&value_output<Type>, 1}; }
};

template <class Member, class Given>
consteval bool fits_output() {
    using Bare_ = Stripped<Member>;
    return std::is_same_v<Stripped<Given>, Bare_> ||
           (category_of<Stripped<Given>>() == category_of<Bare_>() &&
            (is_integer_type<Bare_> == is_integer_type<Stripped<Given>> || is_real_type<Bare_>)) ||
           (is_ref<Stripped<Given>> && category_of<Stripped<Given>>() == category_of<Bare_>());
}
/// first(…) without the order that it needs.
template <class E>
concept UnorderedType = requires { requires std::remove_cvref_t<E>::tenon_unordered; };
template <class E>
concept WindowFunctionType = requires { requires std::remove_cvref_t<E>::tenon_window_function; };

/// A value of T's rows, for select and group_by.
template <class E, class T>
consteval void require_expression_on() {
    static_assert(!UnorderedType<E>, "Tenon: first(), last() and push() need an order: first(f<…>).order_by(f<…>)");
    static_assert(!WindowFunctionType<E>, "Tenon: a window function needs its rows: row_number().over(order_by(f<…>))");
    static_assert(ExpressionType<E> || UnorderedType<E> || WindowFunctionType<E>,
                  "Tenon: an expression is needed here, such as f<&User::name>");
    if constexpr (ExpressionType<E>) {
        require_model<RootOf<E>, T>();
        static_cast<void>(require_value<std::remove_cvref_t<E>>());
    }
}
template <class... Types, class... Members>
consteval void require_members(MemberTypes<Members...>) {
    static_assert((fits_output<Members, Types>() && ...),
                  "Tenon: an expression of select<Row>(…) has another type than the member of Row that it goes to");
    static_assert(((is_optional<Members> || !is_optional<Types>) && ...),
                  "Tenon: an expression of select<Row>(…) can be empty, but the member of Row is no std::optional");
}
template <class Row, class... Types>
consteval void require_row() {
    require_reflectable<Row>();
    static_assert(!Reflectable<Row> || member_count<Row> == sizeof...(Types),
                  "Tenon: select<Row>(…) needs one expression for each member of Row, in their order");
    if constexpr (Reflectable<Row> && member_count<Row> == sizeof...(Types))
        require_members<Types...>(MemberTypesOf<Row>());
}

template <class... Es>
consteval void require_aggregates() {
    constexpr auto is_aggregate = []<class E>(std::type_identity<E>) {
        if constexpr (ExpressionType<E>)
            return is_aggregated(ShapeOf<E>::nodes.data(), ShapeOf<E>::nodes.size());
        else
            return false;
    };
    static_assert((is_aggregate(std::type_identity<Es>()) && ...),
                  "Tenon: aggregate() takes count(), sum(…), avg(…), min(…), max(…)");
}
template <class E>
using OutputShape = OpShape<ir::Op::output, 0, 0, ShapeOf<E>>;

/// The rows of a query that selects Rows, and is on the model T itself: what another query is on (tenon::from).
template <class Row, class T>
struct RowsOf {};
/// What a query's members are of, and the model that its statement begins with.
template <class T>
struct Source {
    using rows = T;
    using model = T;
};
template <class Row, class T>
struct Source<RowsOf<Row, T>> {
    using rows = Row;
    using model = T;
};

struct RowsEnd {};
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
    friend bool operator==(const RowIterator& iterator, RowsEnd) { return iterator.at_ == iterator.rows_.size(); }

private:
    std::vector<T> rows_;
    std::size_t at_ = 0;
};

template <ir::SetOperation Operation, class Left, class Right>
auto combine(const Left& left, const Right& right);

/// A query whose rows are not whole objects. Its clauses are typed, or those of a Query<T>.
template <class T, class Result, class Clauses>
class Projection {
public:
    using Root = typename Source<T>::model;
    using Row = Result;
    static constexpr bool tenon_query = true;
    static constexpr bool tenon_projection = true;

    Projection(engine::Session session, const model::Instance* instance, Clauses clauses,
               std::span<const model::OutputType> outputs)
        : session_(std::move(session)),
          instance_(instance),
          clauses_(std::move(clauses)),
          outputs_(outputs) {}

    [[nodiscard]] std::vector<Result> all() const {
        std::vector<Read> rows;
        clauses_.template read<Read>(session_, *instance_, outputs_, rows);
        return results(std::move(rows));
    }
    [[nodiscard]] std::optional<Result> first() const {
        auto rows = at_most(1);
        if (rows.empty()) return std::nullopt;
        return std::move(rows.front());
    }
    [[nodiscard]] Result one() const {
        auto rows = at_most(2);
        if (rows.size() != 1) throw_not_one(*instance_, rows.size());
        return std::move(rows.front());
    }
    /// How many rows `all` would give; groups are read to be counted.
    [[nodiscard]] std::int64_t count() const {
        if (clauses_.is_aggregate()) return static_cast<std::int64_t>(all().size());
        return clauses_.count(session_, *instance_);
    }
    [[nodiscard]] bool exists() const {
        if (clauses_.is_aggregate()) return !at_most(1).empty();
        return clauses_.exists(session_, *instance_);
    }
    /// The rows as they come, so many in memory at a time: see Stream.
    [[nodiscard]] Stream<Result> stream(std::size_t batch = stream_batch) const {
        static_assert(!std::is_same_v<Result, bool>,
                      "Tenon: a stream of one bool a row can't be: select another value along");
        return Stream<Result>(session_, instance_, verb(), clauses_.to_code(), outputs_, batch);
    }
    /// So many rows of a set operation, behind the place that a cursor tells: as of whole objects. All values of a row are put
    /// behind the order, and so into the cursor; rows of union_all, which may be there twice, have no pages.
    [[nodiscard]] Page<Result> page(std::size_t size, std::string_view cursor = {}) const {
        constexpr bool is_of_rows = Clauses::combined || std::is_same_v<Result, typename Source<T>::rows>;
        static_assert(
            is_of_rows && !std::is_same_v<Result, bool>,
            "Tenon: pages are of whole objects, or of the rows of a set operation that selects more than a bool");
        const model::PagedQuery query(session_, *instance_, clauses_.to_code(), size, cursor, outputs_);
        std::vector<Read> rows;
        query.read(sink_of_values(rows));
        return page_of(query, results(std::move(rows)), [](const Result& row) -> const void* { return &row; });
    }
    /// Each row once.
    [[nodiscard]] auto distinct() const {
        require_alone();
        return clause<OpShape<ir::Op::distinct, 0, 0>>(None());
    }
    /// Only groups that fulfil this.
    template <class C>
    [[nodiscard]] auto having(C&& condition) const {
        require_alone();
        if constexpr (require_condition_on<std::remove_cvref_t<C>, typename Source<T>::rows>())
            return clause<OpShape<ir::Op::having, 0, 0, ShapeOf<C>>>(std::forward<C>(condition).values());
        else
            return *this;
    }
    template <class First, class... Rest>
    [[nodiscard]] auto order_by(First&& first, Rest&&... rest) const {
        auto ordering = as_ordering(std::forward<First>(first));
        static_assert(!Clauses::combined || std::is_void_v<typename decltype(ordering)::Root>,
                      "Tenon: queries that are joined are ordered by their columns: order_by(tenon::output<0>)");
        require_model<typename decltype(ordering)::Root, typename Source<T>::rows>();
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
    // --- with the rows of another query that selects the same; what follows is on the whole ---
    /// The rows of both, each once.
    template <class Other>
    [[nodiscard]] auto union_with(const Other& other) const {
        return combine<ir::SetOperation::union_>(*this, other);
    }
    /// The rows of both.
    template <class Other>
    [[nodiscard]] auto union_all(const Other& other) const {
        return combine<ir::SetOperation::union_all>(*this, other);
    }
    /// The rows that both have, each once.
    template <class Other>
    [[nodiscard]] auto intersect(const Other& other) const {
        return combine<ir::SetOperation::intersect>(*this, other);
    }
    /// The rows that the other hasn't, each once.
    template <class Other>
    [[nodiscard]] auto except(const Other& other) const {
        return combine<ir::SetOperation::except>(*this, other);
    }
    // --- writes that give these members of the rows, or of structs in them: jobs.find(…).select(f<&Job::name>).update_one(f<&Job::taken> = true) ---
    /// As of whole objects, and so are the others: the row as it is then, or with tenon::before as it was.
    template <class... As>
    std::optional<Result> update_one(const As&... assignments) const {
        if constexpr (require_assignments<T, As...>() && require_members()) {
            if constexpr (wants_before<As...>) {
                T whole{};
                std::optional<Result> row(std::in_place);
                if (!model::update_first(session_, *instance_, clauses_.to_code(), assigned(assignments...),
                                         {&whole, outputs_, &*row}))
                    row.reset();
                return row;
            } else {
                return one_written(ir::Verb::update_one, assigned(assignments...));
            }
        }
        return std::nullopt;
    }
    std::optional<Result> remove_one() const {
        if constexpr (require_members()) return one_written(ir::Verb::remove_one, {});
        return std::nullopt;
    }
    std::optional<Result> replace_one(T object) const {
        std::optional<Result> row;
        if constexpr (require_members())
            model::replace_first(session_, *instance_, clauses_.to_code(), &object, outputs_, only(row));
        return row;
    }
    std::optional<Result> replace_one(T object, After) const { return replace_one(std::move(object)); }
    std::optional<Result> replace_one(T object, Before) const {
        std::optional<Result> row(std::in_place);
        T whole{};
        if (!require_members() ||
            !model::replace_first(session_, *instance_, clauses_.to_code(), &object, {&whole, outputs_, &*row}))
            row.reset();
        return row;
    }
    /// To be followed by update(…) or remove(), which then give these members of all rows that they write.
    [[nodiscard]] Returning<Projection> returning() const { return Returning<Projection>(*this); }

    [[nodiscard]] RowIterator<Result> begin() const { return RowIterator<Result>(all()); }
    [[nodiscard]] RowsEnd end() const { return {}; }
    [[nodiscard]] std::string to_sql() const { return clauses_.template text<Result>(session_, *instance_, outputs_); }
    /// That statement laid out, and how the database finds its rows.
    [[nodiscard]] std::string explain() const {
        return model::explain(session_, *instance_, verb(), clauses_.to_code(), outputs_);
    }
    /// What it is made of, without its type.
    [[nodiscard]] ir::Code code() const { return clauses_.to_code(); }
    [[nodiscard]] const Clauses& clauses() const { return clauses_; }
    [[nodiscard]] const engine::Session& session() const { return session_; }
    [[nodiscard]] const model::Instance* instance() const { return instance_; }
    [[nodiscard]] std::span<const model::OutputType> outputs() const { return outputs_; }
    /// These clauses instead, which give the same rows' types.
    template <class Others>
    [[nodiscard]] auto with_clauses(Others others) const {
        return Projection<T, Result, Others>(session_, instance_, std::move(others), outputs_);
    }

private:
    using Read =
        std::conditional_t<std::is_same_v<Result, bool>, BooleanRow, Result>;  // of bool no reference can be had
    static std::vector<Result> results(std::vector<Read> rows) {
        if constexpr (std::is_same_v<Read, Result>) {
            return rows;
        } else {
            std::vector<Result> values;
            for (const Read& row : rows) values.push_back(row.value);
            return values;
        }
    }
    static consteval bool require_members() {
        static_assert(Clauses::outputs_members,
                      "Tenon: a write gives members of its rows, and nothing made of them: select(f<&Job::name>)");
        return Clauses::outputs_members;
    }
    template <class... As>
    static ir::Code assigned(const As&... assignments) {
        CodeClauses clauses;
        (clauses.add<typename As::Shape>(assignments.values), ...);
        return std::move(clauses.code);
    }
    [[nodiscard]] ir::Code with(const ir::Code& assignments) const {
        ir::Code code = clauses_.to_code();
        code.append(assignments);
        return code;
    }
    static model::Sink only(std::optional<Result>& row) {
        return {&row,
                [](void* target, std::size_t, std::size_t, std::size_t) -> direct::Room {
                    return {&static_cast<std::optional<Result>*>(target)->emplace(), 1};
                },
                0};
    }
    std::optional<Result> one_written(ir::Verb verb, const ir::Code& assignments) const {
        std::optional<Result> row;
        model::write_giving(session_, *instance_, verb, with(assignments), outputs_, only(row));
        return row;
    }
    std::vector<Result> rows_written(ir::Verb verb, const ir::Code& assignments) const {
        std::vector<Read> rows;
        model::write_giving(session_, *instance_, verb, with(assignments), outputs_, typed::sink_of_values(rows));
        return results(std::move(rows));
    }
    template <class... As>
    std::vector<Result> update_rows(const As&... assignments) const {
        if constexpr (require_assignments<T, As...>() && require_no_image<As...>() && require_members())
            return rows_written(ir::Verb::update_rows, assigned(assignments...));
        return {};
    }
    std::vector<Result> remove_rows() const {
        if constexpr (require_members()) return rows_written(ir::Verb::remove_rows, {});
        return {};
    }
    friend class Returning<Projection>;
    [[nodiscard]] ir::Verb verb() const { return clauses_.is_aggregate() ? ir::Verb::aggregate : ir::Verb::all; }
    static consteval void require_alone() {
        static_assert(!Clauses::combined, "Tenon: order_by(), limit() and offset() alone can follow a set operation");
    }
    /// A limit of its own stays.
    [[nodiscard]] std::vector<Result> at_most(std::int64_t most) const {
        return clauses_.has(ir::Op::limit) ? all() : limit(most).all();
    }
    template <class Added, class V>
    auto clause(V&& values) const {
        auto next = clauses_.template with<Added>(std::forward<V>(values));
        return Projection<T, Result, decltype(next)>(session_, instance_, std::move(next), outputs_);
    }
    engine::Session session_;
    const model::Instance* instance_;
    [[no_unique_address]] Clauses clauses_;
    std::span<const model::OutputType> outputs_;
};

/// What `select` of a query on T gives: its clauses so far, then an output for each expression.
template <class T, class Result, class Clauses>
auto project(const engine::Session& session, const model::Instance* instance, Clauses clauses,
             std::span<const model::OutputType> outputs) {
    return Projection<T, Result, Clauses>(session, instance, std::move(clauses), outputs);
}
template <class T, class Result, class Clauses, class E, class... Es>
auto project(const engine::Session& session, const model::Instance* instance, const Clauses& clauses,
             std::span<const model::OutputType> outputs, E&& expression, Es&&... rest) {
    require_expression_on<E, typename Source<T>::rows>();
    return project<T, Result>(session, instance,
                              clauses.template with<OutputShape<E>>(std::forward<E>(expression).values()), outputs,
                              std::forward<Es>(rest)...);
}
/// Rows of the expressions as a struct, member by member.
template <class T, class Row, class Clauses, class... Es>
auto select_into(const engine::Session& session, const model::Instance* instance, const Clauses& clauses,
                 Es&&... expressions) {
    require_row<Row, TypeOf<Es>...>();
    return project<T, Row>(session, instance, clauses, struct_outputs<Row>(), std::forward<Es>(expressions)...);
}
/// As tuples, or the values of one expression.
template <class T, class Clauses, class... Es>
auto select_values(const engine::Session& session, const model::Instance* instance, const Clauses& clauses,
                   Es&&... expressions) {
    using Result = SelectedRow<TypeOf<Es>...>;
    return project<T, typename Result::type>(session, instance, clauses, Result::outputs(),
                                             std::forward<Es>(expressions)...);
}

}  // namespace tenon::typed
