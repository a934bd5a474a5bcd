#pragma once
// Sql: a statement while it is written. Text enters as words of the program, as identifiers, as literals and as
// parameters, and in no other way.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sql/identifier.hpp"
#include "sql/statement.hpp"
#include <tenon/value.hpp>

namespace tenon::sql {

class Dialect;

/// Words that stand in the program's own text: only a constant expression becomes one.
class Fixed {
public:
    consteval Fixed(const char* text) : text_(text) {}
    constexpr Fixed() = default;
    [[nodiscard]] constexpr std::string_view view() const noexcept { return text_; }
    [[nodiscard]] constexpr bool empty() const noexcept { return text_.empty(); }
    friend constexpr bool operator==(Fixed, Fixed) = default;

private:
    std::string_view text_;
};

/// What a parameter must be in SQL: how it is stored, and the type that it states (PostgreSQL; "" for none).
struct Binding {
    Storage storage = Storage::as_is;
    std::uint8_t scale = 0;
    std::uint8_t precision = 6;
    Fixed cast{};
};

class Sql {
public:
    /// In a definition, words that name a function of Tenon's own are refused: no other program has it.
    enum class Kind : std::uint8_t { statement, definition };
    explicit Sql(const Dialect& dialect, Kind kind = Kind::statement) : dialect_(dialect), kind_(kind) {}

    Sql& operator<<(Fixed words);
    /// In the dialect's quotes.
    Sql& operator<<(const Identifier& name);
    Sql& operator<<(const TableName& name);
    Sql& operator<<(std::int64_t number);
    Sql& operator<<(std::uint64_t number);
    /// A text literal that means these characters in every mode of the server.
    Sql& literal(std::string_view text);
    /// The user's own SQL, from one placeholder to the next: text of a program, never of its input.
    Sql& fragment(std::string_view text);
    /// What was written elsewhere; its parameters are not taken along.
    Sql& append(const Sql& part);
    /// A number as a literal; nothing else.
    Sql& number(const Value& number);
    /// t0, t1, …: the n-th row of a statement.
    Sql& alias(std::size_t number);
    /// A placeholder. PostgreSQL writes an equal parameter only once.
    Sql& parameter(const Parameter& parameter, Fixed cast);

    [[nodiscard]] bool has_fragments() const noexcept { return has_fragments_; }
    [[nodiscard]] const std::string& text() const noexcept { return text_; }
    [[nodiscard]] std::string take_text() { return std::move(text_); }
    [[nodiscard]] std::vector<Parameter> take_parameters() { return std::move(parameters_); }
    [[nodiscard]] const Dialect& dialect() const noexcept { return dialect_; }

private:
    std::size_t number_of(const Parameter& parameter, Fixed cast);

    const Dialect& dialect_;
    Kind kind_;
    std::string text_;
    std::vector<Parameter> parameters_;
    std::vector<Fixed> casts_;
    bool has_fragments_ = false;
};

}  // namespace tenon::sql
