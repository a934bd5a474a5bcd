#pragma once
// The user's own SQL, with bound values.

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <tenon/execution.hpp>
#include <tenon/typed/expression.hpp>

namespace tenon {

/// Text from somewhere else than the program's own source. Whoever writes this has checked that no input is in it.
struct UnsafeRaw {
    std::string_view text;
};
[[nodiscard]] constexpr UnsafeRaw unsafe_raw(std::string_view text) { return {text}; }

/// SQL text: a literal of the program, or `unsafe_raw`. Values go where its `?` are, and never into it.
class Sql {
public:
    template <std::size_t N>
    consteval Sql(const char (&literal)[N]) : text_(literal, N - 1) {}  // NOLINT: a literal is SQL
    constexpr Sql(UnsafeRaw raw) : text_(raw.text) {}                   // NOLINT
    /// Refused: values spliced into a text are how databases are broken into.
    template <class Text>
        requires std::is_convertible_v<const Text&, std::string_view>
    Sql(const Text&) {
        static_assert(typed::never<Text>, "Tenon: SQL is a literal of the program; for text made at run time say "
                                          "tenon::unsafe_raw(text), with a ? for each value");
    }
    [[nodiscard]] constexpr std::string_view text() const { return text_; }

private:
    std::string_view text_;
};

namespace model {
/// Reads into structs, whose members are matched with the columns by name: QueryError for a member without a column.
void read_raw(const Session& session, std::string_view sql, std::span<const Cell> values, const typed::StructInfo& row,
              Sink sink);
/// Reads the only column.
void read_raw(const Session& session, std::string_view sql, std::span<const Cell> values, const typed::TypeInfo& value,
              Sink sink);
std::int64_t execute_raw(const Session& session, std::string_view sql, std::span<const Cell> values);
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

template <class... Vs>
class RawValues {
    static_assert(((require_raw_value<Vs>(), true) && ...));

public:
    explicit RawValues(const Vs&... values) : slots_(make_slot<std::remove_cvref_t<Vs>>(values)...) {
        std::apply([this](const auto&... slot) { cells_ = {slot.cell()...}; }, slots_);
    }
    RawValues(const RawValues&) = delete;
    RawValues& operator=(const RawValues&) = delete;
    [[nodiscard]] std::span<const Cell> cells() const { return {cells_.data(), sizeof...(Vs)}; }

private:
    std::tuple<decltype(make_slot<std::remove_cvref_t<Vs>>(std::declval<const Vs&>()))...> slots_;
    std::array<Cell, sizeof...(Vs) + 1> cells_;
};

template <class Row, class... Vs>
std::vector<Row> query_raw(const engine::Session& session, Sql sql, const Vs&... values) {
    const RawValues<Vs...> bound(values...);
    std::vector<Row> rows;
    const model::Sink sink{
        &rows, [](void* target) -> void* { return &static_cast<std::vector<Row>*>(target)->emplace_back(); }};
    if constexpr (is_model_member<Row>)
        model::read_raw(session, sql.text(), bound.cells(), type_info<Row>, sink);
    else
        model::read_raw(session, sql.text(), bound.cells(), struct_info<Row>(), sink);
    return rows;
}
template <class... Vs>
std::int64_t execute_raw(const engine::Session& session, Sql sql, const Vs&... values) {
    const RawValues<Vs...> bound(values...);
    return model::execute_raw(session, sql.text(), bound.cells());
}

}  // namespace typed
}  // namespace tenon
