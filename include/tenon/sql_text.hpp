#pragma once
// Sql: SQL text that is known not to come from input.

#include <cstddef>
#include <source_location>
#include <string_view>
#include <type_traits>

namespace tenon {

namespace typed {
template <class>
inline constexpr bool is_sql_text = false;  // of anything else than a literal, whatever it is
}

/// Text from somewhere else than the program's own source. Whoever writes this has checked that no input is in it.
struct UnsafeRaw {
    std::string_view text;
    std::source_location location;
};
[[nodiscard]] constexpr UnsafeRaw unsafe_raw(std::string_view text,
                                             std::source_location location = std::source_location::current()) {
    return {text, location};
}

/// SQL text: a literal of the program, or `unsafe_raw`. Values go where its `?` or `:name` are, and never into it.
class Sql {
public:
    template <std::size_t N>
    consteval Sql(const char (&literal)[N],  // NOLINT: a literal is SQL
                  std::source_location location = std::source_location::current())
        : text_(literal, N - 1),
          location_(location) {}
    constexpr Sql(UnsafeRaw raw) : text_(raw.text), location_(raw.location) {}  // NOLINT
    /// Refused: values spliced into a text are how databases are broken into.
    template <class Text>
        requires std::is_convertible_v<const Text&, std::string_view>
    Sql(const Text&) {
        static_assert(typed::is_sql_text<Text>, "Tenon: SQL is a literal of the program; for text made at run time say "
                                                "tenon::unsafe_raw(text), with a ? for each value");
    }
    [[nodiscard]] constexpr std::string_view text() const { return text_; }
    /// Where it stands in the program: events of the statement tell it.
    [[nodiscard]] constexpr const std::source_location& location() const { return location_; }

private:
    std::string_view text_;
    std::source_location location_;
};

}  // namespace tenon
