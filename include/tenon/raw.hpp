#pragma once
// The user's own SQL, with bound values.

#include <array>
#include <cstdint>
#include <memory>
#include <source_location>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <tenon/projection.hpp>
#include <tenon/sql_text.hpp>
#include <tenon/stream.hpp>
#include <tenon/value.hpp>

namespace tenon {

/// A value for `:name` of the SQL: db.query<Row>("… where age > :age", tenon::named("age", 18)).
template <class V>
struct NamedValue {
    std::string_view name;
    V value;
};
template <class V>
[[nodiscard]] constexpr NamedValue<std::decay_t<V>> named(std::string_view name, V&& value) {
    return {name, std::forward<V>(value)};
}

/// A row whose columns are known only when the program runs: for (const RawRow& row : db.query<RawRow>("select …")). What
/// a query on a run-time model selects is read into such rows too.
class RawRow {
public:
    RawRow();
    RawRow(std::shared_ptr<const std::vector<std::string>> names, std::vector<Value> values);
    RawRow(const RawRow&);
    RawRow(RawRow&&) noexcept;
    RawRow& operator=(const RawRow&);
    RawRow& operator=(RawRow&&) noexcept;
    ~RawRow();

    [[nodiscard]] std::size_t size() const noexcept { return values_.size(); }
    /// The columns' names, in their order; of a row that no SQL gave, none.
    [[nodiscard]] std::span<const std::string> names() const noexcept;
    /// Of SQL, as the database has them: SQLite gives 0 and 1 for a boolean, a number for a Timestamp.
    [[nodiscard]] const std::vector<Value>& values() const noexcept { return values_; }
    /// Throws QueryError when no column has this name, or several have.
    [[nodiscard]] const Value& operator[](std::string_view name) const;
    /// Throws QueryError when there are not so many columns.
    [[nodiscard]] const Value& operator[](std::size_t column) const;

private:
    std::shared_ptr<const std::vector<std::string>> names_;
    std::vector<Value> values_;
};

/// How several statements run.
struct ScriptOptions {
    bool in_transaction = true;  ///< all or none; false for what can't be inside one, such as `vacuum`
};

namespace model {
/// One call with the user's own SQL.
struct RawCall {
    const Sql& sql;
    std::span<const Cell> values;
    std::span<const std::string_view> names;  ///< one for each value, or none: they are in the order of their `?`
};
/// What a row goes into: a struct, whose members are matched with the columns by name (QueryError for a member without a
/// column); values, by their order (QueryError unless there are as many); or, if neither is said, a RawRow.
struct RawTarget {
    const typed::StructInfo* structure = nullptr;
    std::span<const OutputType> outputs{};
};
void read_raw(const Session& session, const RawCall& call, const RawTarget& target, Sink sink);
/// Keeps the values that it is called with.
CursorHandle open_cursor(const Session& session, const RawCall& call, const RawTarget& target);
std::int64_t execute_raw(const Session& session, const RawCall& call);
/// Gives how many statements were run.
std::size_t execute_script(const Session& session, const Sql& sql);
std::size_t execute_script(const Session& session, const Sql& sql, ScriptOptions options);
}  // namespace model

namespace typed {

template <class V>
consteval void require_raw_value() {
    using Given = Stripped<V>;
    static_assert(!is_nullopt<V>, "Tenon: an empty value for a ? needs a type: std::optional<int>()");
    static_assert(is_nullopt<V> || (category_of<Given>() != Category::unknown && !std::is_null_pointer_v<Given> &&
                                    !is_many<Given> && !is_one<Given> && !ExpressionType<V>),
                  "Tenon: this value can't be bound to a ?");
}

template <class V>
constexpr const V& raw_value(const V& value) {
    return value;
}
template <class V>
constexpr const V& raw_value(const NamedValue<V>& value) {
    return value.value;
}
template <class V>
inline constexpr bool is_named = false;
template <class V>
inline constexpr bool is_named<NamedValue<V>> = true;
template <class V>
constexpr std::string_view raw_name(const V& value) {
    if constexpr (is_named<V>)
        return value.name;
    else
        return {};
}
template <class V>
using RawValueOf = std::remove_cvref_t<decltype(raw_value(std::declval<const V&>()))>;

template <class... Vs>
class RawValues {
    static constexpr bool has_names = (is_named<Vs> || ...);
    static_assert(((require_raw_value<RawValueOf<Vs>>(), true) && ...));
    static_assert(!has_names || (is_named<Vs> && ...),
                  "Tenon: the values of one SQL text are given all by position, or all by tenon::named");

public:
    explicit RawValues(const Vs&... values) : slots_(make_slot<RawValueOf<Vs>>(raw_value(values))...) {
        std::apply([this](const auto&... slot) { cells_ = {slot.cell()...}; }, slots_);
        if constexpr (has_names) names_ = {raw_name(values)...};
    }
    RawValues(const RawValues&) = delete;
    RawValues& operator=(const RawValues&) = delete;
    [[nodiscard]] model::RawCall call(const Sql& sql) const {
        return {sql, {cells_.data(), sizeof...(Vs)}, {names_.data(), has_names ? sizeof...(Vs) : 0}};
    }

private:
    std::tuple<decltype(make_slot<RawValueOf<Vs>>(std::declval<const RawValueOf<Vs>&>()))...> slots_;
    std::array<Cell, sizeof...(Vs) + 1> cells_;
    std::array<std::string_view, has_names ? sizeof...(Vs) : 0> names_;
};

template <class Row>
struct RawTuple {
    static constexpr bool is_tuple = false;
};
template <class... Types>
struct RawTuple<std::tuple<Types...>> {
    static constexpr bool is_tuple = true;
    static_assert(sizeof...(Types) > 0 && (is_model_member<Types> && ...),
                  "Tenon: each element of a tuple that a row goes into must be a value that a column can hold");
    static std::span<const model::OutputType> outputs() { return tuple_outputs<Types...>(); }
};
/// std::vector<bool> has no room that a bool could be read into.
struct RawBoolean {
    bool value;
};
template <class Row>
model::RawTarget raw_target() {
    if constexpr (std::is_same_v<Row, RawRow>)
        return {};
    else if constexpr (RawTuple<Row>::is_tuple)
        return {nullptr, RawTuple<Row>::outputs()};
    else if constexpr (is_model_member<Row>)
        return {nullptr, {&value_output<Row>, 1}};
    else
        return {&struct_info<Row>(), {}};
}

template <class Row, class... Vs>
std::vector<Row> query_raw(const engine::Session& session, const Sql& sql, const Vs&... values) {
    const RawValues<Vs...> bound(values...);
    std::vector<std::conditional_t<std::is_same_v<Row, bool>, RawBoolean, Row>> rows;
    model::read_raw(session, bound.call(sql), raw_target<Row>(), sink_of_values(rows));
    if constexpr (std::is_same_v<Row, bool>) {
        std::vector<bool> all;
        for (const RawBoolean& row : rows) all.push_back(row.value);
        return all;
    } else {
        return rows;
    }
}
template <class Row, class... Vs>
Stream<Row> stream_raw(const engine::Session& session, const Sql& sql, const Vs&... values) {
    static_assert(!std::is_same_v<Row, bool>,
                  "Tenon: a stream has no rows of type bool: read them as std::tuple<bool>");
    const RawValues<Vs...> bound(values...);
    return Stream<Row>(model::open_cursor(session, bound.call(sql), raw_target<Row>()));
}
template <class... Vs>
std::int64_t execute_raw(const engine::Session& session, const Sql& sql, const Vs&... values) {
    const RawValues<Vs...> bound(values...);
    return model::execute_raw(session, bound.call(sql));
}

}  // namespace typed
}  // namespace tenon
