#pragma once
// Pattern: a regular expression that means the same on every database.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace tenon {

/// A named pattern that exists before main: `tenon::formats::email`.
struct Format {
    std::string_view name;
    std::string_view pattern;
};

/// Whose syntax a pattern is written in for a database.
enum class PatternSyntax : std::uint8_t {
    tenon,     ///< RE2: SQLite's function, memory:
    postgres,  ///< PostgreSQL's advanced regular expressions
    pcre       ///< PCRE and PCRE2: MariaDB, MongoDB
};

/// A regular expression of the subset that all databases share, matched in time linear in the text:
///
///   literals, `.` (any character but a newline), classes `[a-z_]` `[^"]`, `\d \w \s` (ASCII; white space is space and
///   \t \n \r \f) and, outside of classes, `\D \W \S`; `\n \t \r \f`; `\` before a punctuation mark for the mark
///   itself; `^` and `$` for the very start and end; `( )` and `(?: )`, `|`; `* + ? {m} {m,} {m,n}` with counts to
///   255, each also lazy (`*?`), which changes nothing.
///
/// Case-sensitive. No backreferences, lookaround, flags, `\b`, possessive quantifiers or POSIX classes. Characters are
/// code points. At most 1,000 characters.
///
/// Copies are cheap and share what was compiled. Thread-safe.
class Pattern {
public:
    /// Throws QueryError that says what is not supported, and where.
    explicit Pattern(std::string_view source, std::string_view name = {});
    Pattern(const Format& format) : Pattern(format.pattern, format.name) {}  // NOLINT: a format is a pattern

    /// True when the pattern matches somewhere in the text.
    [[nodiscard]] bool search(std::string_view text) const;
    /// As it was written.
    [[nodiscard]] const std::string& source() const noexcept;
    /// "email", or empty.
    [[nodiscard]] const std::string& name() const noexcept;
    /// The same pattern for a database, every class and escape spelled out.
    [[nodiscard]] const std::string& text(PatternSyntax syntax) const noexcept;

    /// Equal when they were written alike.
    friend bool operator==(const Pattern& a, const Pattern& b) noexcept { return a.source() == b.source(); }

private:
    struct State;
    std::shared_ptr<const State> state_;
};

/// Patterns for `.matches(…)`. An empty optional passes each of them, an empty string none.
namespace formats {

/// What a browser's `<input type=email>` accepts, with a dot in the domain.
inline constexpr Format email{"email",
                              R"(^[a-zA-Z0-9.!#$%&'*+/=?\^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)"
                              R"((?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+$)"};
/// http or https, a host, no white space.
inline constexpr Format url{"url", R"(^https?://[^\s/?#]+(?:[/?#][^\s]*)?$)"};
/// 8-4-4-4-12 hexadecimal digits in either case.
inline constexpr Format uuid{"uuid", R"(^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$)"};
/// ASCII letters.
inline constexpr Format alpha{"alpha", "^[A-Za-z]+$"};
/// ASCII letters and digits.
inline constexpr Format alphanumeric{"alphanumeric", "^[A-Za-z0-9]+$"};

}  // namespace formats

}  // namespace tenon
