#include "value/numbers.hpp"

#include <charconv>
#include <cmath>

#include "value/digit.hpp"

namespace tenon {

namespace {

template <class Integer>
std::partial_ordering compare_in_range(Integer a, double b) noexcept {
    const double whole = std::trunc(b);
    const Integer truncated = static_cast<Integer>(whole);
    if (a != truncated) return a <=> truncated;
    return whole <=> b;
}

const Decimal& decimal_in(const Value& value) { return *value.if_decimal(); }

std::partial_ordering compare_decimal(const Decimal& a, const Value& b) {
    if (const double* real = b.if_real()) return a.compare(*real);
    if (const std::int64_t* integer = b.if_integer()) return a <=> Decimal(*integer);
    if (const std::uint64_t* integer = b.if_unsigned()) return a <=> Decimal::parse(std::to_string(*integer));
    return a <=> decimal_in(b);
}

std::partial_ordering reversed(std::partial_ordering order) { return 0 <=> order; }

std::partial_ordering compare_real(double a, const Value& b) {
    if (const double* real = b.if_real()) return a <=> *real;
    if (const std::int64_t* integer = b.if_integer()) return reversed(compare(*integer, a));
    return reversed(compare(*b.if_unsigned(), a));
}

std::partial_ordering compare_integers(const Value& a, const Value& b) {
    if (a.kind() != b.kind()) {
        return a.if_integer() ? std::partial_ordering::less : std::partial_ordering::greater;
    }
    if (a.if_integer()) return *a.if_integer() <=> *b.if_integer();
    return *a.if_unsigned() <=> *b.if_unsigned();
}

template <class Number>
void append(Number value, std::string& out) {
    char text[24];
    const auto written = std::to_chars(text, text + sizeof text, value);
    out.append(text, static_cast<std::size_t>(written.ptr - text));
}

template <class Integer>
bool parse(std::string_view text, Integer& out) noexcept {
    Integer value{};
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    if (read.ec != std::errc() || read.ptr != end) return false;
    out = value;
    return true;
}

bool skip_digits(std::string_view text, std::size_t& at) {
    const std::size_t start = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    return at > start;
}

bool looks_like_a_number(std::string_view text) {
    std::size_t at = 0;
    if (at < text.size() && text[at] == '-') ++at;
    if (!skip_digits(text, at)) return false;
    if (at < text.size() && text[at] == '.' && !skip_digits(text, ++at)) return false;
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
        if (!skip_digits(text, at)) return false;
    }
    return at == text.size();
}

}  // namespace

std::partial_ordering compare(std::int64_t a, double b) noexcept {
    if (std::isnan(b)) return std::partial_ordering::unordered;
    if (b >= two_63) return std::partial_ordering::less;
    if (b < -two_63) return std::partial_ordering::greater;
    return compare_in_range(a, b);
}

std::partial_ordering compare(std::uint64_t a, double b) noexcept {
    if (std::isnan(b)) return std::partial_ordering::unordered;
    if (b >= two_64) return std::partial_ordering::less;
    if (b < 0) return std::partial_ordering::greater;
    return compare_in_range(a, b);
}

bool is_number(Kind kind) noexcept {
    return kind == Kind::integer || kind == Kind::unsigned_integer || kind == Kind::real || kind == Kind::decimal;
}

std::partial_ordering compare_numbers(const Value& a, const Value& b) {
    if (a.if_decimal()) return compare_decimal(decimal_in(a), b);
    if (b.if_decimal()) return reversed(compare_decimal(decimal_in(b), a));
    if (a.if_real()) return compare_real(*a.if_real(), b);
    if (b.if_real()) return reversed(compare_real(*b.if_real(), a));
    return compare_integers(a, b);
}

std::size_t write_double(double value, char* out) noexcept {
    return static_cast<std::size_t>(std::to_chars(out, out + double_text_size, value).ptr - out);
}

void append_double(double value, std::string& out) {
    char text[double_text_size];
    out.append(text, write_double(value, text));
}

void append_integer(std::int64_t value, std::string& out) { append(value, out); }
void append_integer(std::uint64_t value, std::string& out) { append(value, out); }

bool parse_double(std::string_view text, double& out) noexcept { return looks_like_a_number(text) && parse(text, out); }

bool parse_integer(std::string_view text, std::int64_t& out) noexcept { return parse(text, out); }
bool parse_integer(std::string_view text, std::uint64_t& out) noexcept { return parse(text, out); }

}  // namespace tenon
