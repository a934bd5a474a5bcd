#pragma once
// Numbers of different kinds, compared by value and exactly (semantics, rule 4), and written without allocation.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <tenon/value.hpp>

namespace tenon {

/// The first double beyond an int64, and beyond a uint64.
inline constexpr double two_63 = 9223372036854775808.0;
inline constexpr double two_64 = 18446744073709551616.0;

[[nodiscard]] std::partial_ordering compare(std::int64_t a, double b) noexcept;
[[nodiscard]] std::partial_ordering compare(std::uint64_t a, double b) noexcept;

/// True for integer, unsigned_integer, real and decimal.
[[nodiscard]] bool is_number(Kind kind) noexcept;

/// Both must be numbers of any kinds. NaN is unordered.
[[nodiscard]] std::partial_ordering compare_numbers(const Value& a, const Value& b);

/// The shortest text that reads back as the same double; gives the length, at most `double_text_size`.
inline constexpr std::size_t double_text_size = 32;
std::size_t write_double(double value, char* out) noexcept;

void append_double(double value, std::string& out);
void append_integer(std::int64_t value, std::string& out);
void append_integer(std::uint64_t value, std::string& out);

/// The whole text as a double: JSON's number syntax with a leading zero allowed. False when it is something else, or
/// beyond the range of doubles (too small to tell from zero included).
bool parse_double(std::string_view text, double& out) noexcept;
/// The whole text as an integer, "-12". False when it is something else or doesn't fit.
bool parse_integer(std::string_view text, std::int64_t& out) noexcept;
bool parse_integer(std::string_view text, std::uint64_t& out) noexcept;

}  // namespace tenon
