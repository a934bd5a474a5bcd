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

/// What a browser's `<input type=email>` accepts (WHATWG HTML, "valid e-mail address"), with a dot in the domain.
inline constexpr Format email{"email",
                              R"(^[a-zA-Z0-9.!#$%&'*+/=?\^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)"
                              R"((?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+$)"};
/// http or https, a host, no white space.
inline constexpr Format url{"url", R"(^https?://[^\s/?#]+(?:[/?#][^\s]*)?$)"};
/// 8-4-4-4-12 hexadecimal digits in either case (RFC 9562).
inline constexpr Format uuid{"uuid", R"(^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$)"};
/// ASCII letters.
inline constexpr Format alpha{"alpha", "^[A-Za-z]+$"};
/// ASCII letters and digits.
inline constexpr Format alphanumeric{"alphanumeric", "^[A-Za-z0-9]+$"};
/// Four numbers to 255 without leading zeros (RFC 3986, IPv4address).
inline constexpr Format ipv4{"IPv4 address",
                             R"(^(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$)"};
/// The text forms of RFC 4291, section 2.2, by the grammar of RFC 3986: `::` and a last IPv4 part too, no zone.
inline constexpr Format ipv6{"IPv6 address",
                             R"(^(?:(?:(?:[\da-fA-F]{1,4}:){6}|::(?:[\da-fA-F]{1,4}:){5}|)"
                             R"((?:[\da-fA-F]{1,4})?::(?:[\da-fA-F]{1,4}:){4}|)"
                             R"((?:(?:[\da-fA-F]{1,4}:)?[\da-fA-F]{1,4})?::(?:[\da-fA-F]{1,4}:){3}|)"
                             R"((?:(?:[\da-fA-F]{1,4}:){0,2}[\da-fA-F]{1,4})?::(?:[\da-fA-F]{1,4}:){2}|)"
                             R"((?:(?:[\da-fA-F]{1,4}:){0,3}[\da-fA-F]{1,4})?::[\da-fA-F]{1,4}:|)"
                             R"((?:(?:[\da-fA-F]{1,4}:){0,4}[\da-fA-F]{1,4})?::)(?:[\da-fA-F]{1,4}:[\da-fA-F]{1,4}|)"
                             R"((?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3})|)"
                             R"((?:(?:[\da-fA-F]{1,4}:){0,5}[\da-fA-F]{1,4})?::[\da-fA-F]{1,4}|)"
                             R"((?:(?:[\da-fA-F]{1,4}:){0,6}[\da-fA-F]{1,4})?::)$)"};
/// An IPv4 or IPv6 address.
inline constexpr Format ip{"IP address",
                           R"(^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}|)"
                           R"((?:(?:[\da-fA-F]{1,4}:){6}|::(?:[\da-fA-F]{1,4}:){5}|)"
                           R"((?:[\da-fA-F]{1,4})?::(?:[\da-fA-F]{1,4}:){4}|)"
                           R"((?:(?:[\da-fA-F]{1,4}:)?[\da-fA-F]{1,4})?::(?:[\da-fA-F]{1,4}:){3}|)"
                           R"((?:(?:[\da-fA-F]{1,4}:){0,2}[\da-fA-F]{1,4})?::(?:[\da-fA-F]{1,4}:){2}|)"
                           R"((?:(?:[\da-fA-F]{1,4}:){0,3}[\da-fA-F]{1,4})?::[\da-fA-F]{1,4}:|)"
                           R"((?:(?:[\da-fA-F]{1,4}:){0,4}[\da-fA-F]{1,4})?::)(?:[\da-fA-F]{1,4}:[\da-fA-F]{1,4}|)"
                           R"((?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3})|)"
                           R"((?:(?:[\da-fA-F]{1,4}:){0,5}[\da-fA-F]{1,4})?::[\da-fA-F]{1,4}|)"
                           R"((?:(?:[\da-fA-F]{1,4}:){0,6}[\da-fA-F]{1,4})?::)$)"};
/// A host's name (RFC 1123): labels of 1 to 63 letters, digits and inner hyphens. The 253 characters of a whole name
/// are max_length's.
inline constexpr Format hostname{
    "host name",
    R"(^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$)"};
/// 48 bits as six pairs of hexadecimal digits, all parted by `:` or all by `-` (IEEE 802).
inline constexpr Format mac_address{"MAC address", R"(^(?:(?:[\da-fA-F]{2}:){5}|(?:[\da-fA-F]{2}-){5})[\da-fA-F]{2}$)"};
/// A telephone number as E.164 has it: `+`, then up to 15 digits, the first not 0.
inline constexpr Format phone{"phone number", R"(^\+[1-9]\d{1,14}$)"};
/// 12 to 19 digits (ISO/IEC 7812), singly parted by spaces or hyphens. Their check digit is for tenon::checks::credit_card.
inline constexpr Format credit_card{"credit card number", R"(^(?:\d[ -]?){11,18}\d$)"};
/// A date of the calendar, 2024-02-29 (ISO 8601, years 0000 to 9999): no 30 February.
inline constexpr Format iso_date{
    "date", R"(^(?:(?:\d{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29|)"
            R"(\d{4}-(?:02-(?:0[1-9]|1\d|2[0-8])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|)"
            R"((?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])))$)"};
/// A time of day, 12:30:00 or 12:30:00.25 (ISO 8601).
inline constexpr Format iso_time{"time", R"(^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?$)"};
/// A date and a time with its offset, 2024-02-29T12:30:00Z (RFC 3339).
inline constexpr Format iso_datetime{
    "date and time", R"(^(?:(?:\d{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29|)"
                     R"(\d{4}-(?:02-(?:0[1-9]|1\d|2[0-8])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|)"
                     R"((?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01]))))"
                     R"(T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$)"};
/// ASCII digits.
inline constexpr Format digits{"row of digits", R"(^\d+$)"};
/// A whole number: digits with a sign or without, no leading zeros.
inline constexpr Format integer{"integer", R"(^[+-]?(?:0|[1-9]\d*)$)"};
/// A number with a point or without: -12.50. No exponent.
inline constexpr Format decimal{"decimal number", R"(^[+-]?\d+(?:\.\d+)?$)"};
/// Hexadecimal digits in either case.
inline constexpr Format hexadecimal{"hexadecimal number", R"(^[\da-fA-F]+$)"};
/// A colour of CSS: #rgb, #rgba, #rrggbb or #rrggbbaa.
inline constexpr Format hex_color{"colour", R"(^#(?:[\da-fA-F]{3,4}|[\da-fA-F]{6}|[\da-fA-F]{8})$)"};
/// 24 hexadecimal digits, as MongoDB's ids are written.
inline constexpr Format object_id{"object id", R"(^[\da-fA-F]{24}$)"};
/// Base64 with its padding, in one line (RFC 4648, section 4).
inline constexpr Format base64{"base64 text",
                               R"(^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)$)"};
/// Words of lower-case ASCII letters and digits, parted by single hyphens: for addresses of pages.
inline constexpr Format slug{"slug", R"(^[a-z0-9]+(?:-[a-z0-9]+)*$)"};

}  // namespace formats

}  // namespace tenon
