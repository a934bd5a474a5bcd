#include "value/convert.hpp"

#include <cmath>
#include <optional>

#include <tenon/error.hpp>

#include "value/base64.hpp"
#include "value/numbers.hpp"
#include "value/utf8.hpp"

namespace tenon {

void refuse_cast(const Value& value, std::string_view wanted, std::string_view path) {
    ErrorDetail detail;
    std::string message = "The value";
    if (!path.empty()) {
        message = "`" + std::string(path) + "`";
        detail.fields.emplace_back(path);
    }
    message += " must be " + std::string(wanted) + "; ";
    message += value.is_empty() ? "nothing" : name_of(value.kind());
    message += " was given.";
    throw CastError(message, std::move(detail));
}

namespace {

template <class Integer>
std::optional<Integer> whole_of(const Decimal& decimal) {
    try {
        const std::string text = decimal.with_scale(0).to_string();
        Integer out{};
        if (parse_integer(text, out)) return out;
    } catch (const CastError&) {}
    return std::nullopt;
}

template <class Integer>
std::optional<Integer> whole_of(std::string_view text) {
    Integer integer{};
    if (parse_integer(text, integer)) return integer;
    Decimal decimal;
    if (Decimal::try_parse(text, decimal)) return whole_of<Integer>(decimal);
    return std::nullopt;
}

std::optional<std::uint64_t> unsigned_whole(const Value& value) {
    if (const auto* integer = value.if_unsigned()) return *integer;
    if (const auto* integer = value.if_integer()) {
        return *integer < 0 ? std::nullopt : std::optional(static_cast<std::uint64_t>(*integer));
    }
    if (const auto* real = value.if_real()) {
        if (*real >= 0 && *real < two_64 && std::trunc(*real) == *real) return static_cast<std::uint64_t>(*real);
    }
    if (const auto* decimal = value.if_decimal()) return whole_of<std::uint64_t>(*decimal);
    if (const auto* text = value.if_text()) return whole_of<std::uint64_t>(*text);
    return std::nullopt;
}

template <class Integer>
std::optional<double> exact_double(Integer integer) {
    const auto real = static_cast<double>(integer);
    if (compare(integer, real) != 0) return std::nullopt;
    return real;
}

std::optional<double> real_of(const Value& value) {
    if (const auto* real = value.if_real()) return std::isnan(*real) ? std::nullopt : std::optional(*real);
    if (const auto* integer = value.if_integer()) return exact_double(*integer);
    if (const auto* integer = value.if_unsigned()) return exact_double(*integer);
    if (const auto* decimal = value.if_decimal()) return decimal->to_double();
    double real = 0;
    if (const auto* text = value.if_text(); text != nullptr && parse_double(*text, real)) return real;
    return std::nullopt;
}

std::optional<Decimal> as_decimal(const Value& value) {
    if (const auto* decimal = value.if_decimal()) return *decimal;
    if (const auto* integer = value.if_integer()) return Decimal(*integer);
    Decimal out;
    std::string shown;
    if (const auto* integer = value.if_unsigned()) append_integer(*integer, shown);
    if (const auto* real = value.if_real()) append_double(*real, shown);
    if (const auto* text = value.if_text()) shown = *text;
    if (Decimal::try_parse(shown, out)) return out;
    return std::nullopt;
}

template <class T>
T of_text(const Value& value, const T* same_kind, std::string_view wanted, std::string_view path) {
    if (same_kind != nullptr) return *same_kind;
    T out;
    if (const std::string* text = value.if_text(); text != nullptr && T::try_parse(*text, out)) return out;
    refuse_cast(value, wanted, path);
}

template <class T>
T in_range(const T& value, const Value& given, std::string_view wanted, std::string_view path) {
    if (!value.in_range()) refuse_cast(given, wanted, path);
    return value;
}

constexpr std::string_view wanted_timestamp = "an existing timestamp, as text 2024-02-29T12:30:00Z";
constexpr std::string_view wanted_date = "an existing date, as text 2024-02-29";
constexpr std::string_view wanted_time = "a time of day, as text 12:30:00";

}  // namespace

std::optional<std::int64_t> whole_number(const Value& value) {
    if (const auto* integer = value.if_integer()) return *integer;
    if (const auto* real = value.if_real()) {
        if (*real >= -two_63 && *real < two_63 && std::trunc(*real) == *real) return static_cast<std::int64_t>(*real);
    }
    if (const auto* decimal = value.if_decimal()) return whole_of<std::int64_t>(*decimal);
    if (const auto* text = value.if_text()) return whole_of<std::int64_t>(*text);
    return std::nullopt;
}

bool cast_bool(const Value& value, std::string_view path) {
    if (const bool* boolean = value.if_boolean()) return *boolean;
    if (const std::int64_t* integer = value.if_integer(); integer != nullptr && (*integer == 0 || *integer == 1)) {
        return *integer == 1;
    }
    if (const std::string* text = value.if_text()) {
        if (*text == "true" || *text == "1" || *text == "yes") return true;
        if (*text == "false" || *text == "0" || *text == "no") return false;
    }
    refuse_cast(value, "true, false, 1, 0, yes or no", path);
}

std::int64_t cast_integer(const Value& value, std::int64_t min, std::int64_t max, std::string_view path) {
    const std::optional<std::int64_t> integer = whole_number(value);
    if (integer && *integer >= min && *integer <= max) return *integer;
    refuse_cast(value, "a whole number from " + std::to_string(min) + " to " + std::to_string(max), path);
}

std::uint64_t cast_unsigned(const Value& value, std::uint64_t max, std::string_view path) {
    const std::optional<std::uint64_t> integer = unsigned_whole(value);
    if (integer && *integer <= max) return *integer;
    refuse_cast(value, "a whole number from 0 to " + std::to_string(max), path);
}

double cast_real(const Value& value, std::string_view path) {
    if (const std::optional<double> real = real_of(value)) return *real;
    refuse_cast(value, "a number that a double holds", path);
}

Decimal cast_decimal(const Value& value, std::string_view path) {
    if (const std::optional<Decimal> decimal = as_decimal(value)) return *decimal;
    refuse_cast(value, "a decimal number of at most 76 digits", path);
}

std::string cast_text(const Value& value, std::string_view path) {
    const std::string* text = value.if_text();
    if (text == nullptr) refuse_cast(value, "text", path);
    check_text(*text, path);
    return *text;
}

Bytes cast_bytes(const Value& value, std::string_view path) {
    if (const Bytes* bytes = value.if_bytes()) return *bytes;
    Bytes out;
    if (const std::string* text = value.if_text(); text != nullptr && base64_decode(*text, out)) return out;
    refuse_cast(value, "bytes, as text in base64", path);
}

Timestamp cast_timestamp(const Value& value, std::string_view path) {
    return in_range(of_text(value, value.if_timestamp(), wanted_timestamp, path), value, wanted_timestamp, path);
}

Date cast_date(const Value& value, std::string_view path) {
    return in_range(of_text(value, value.if_date(), wanted_date, path), value, wanted_date, path);
}

Time cast_time(const Value& value, std::string_view path) {
    return in_range(of_text(value, value.if_time(), wanted_time, path), value, wanted_time, path);
}

Uuid cast_uuid(const Value& value, std::string_view path) {
    return of_text(value, value.if_uuid(), "a UUID, as text of 36 characters", path);
}

ObjectId cast_object_id(const Value& value, std::string_view path) {
    return of_text(value, value.if_object_id(), "an object id, as text of 24 hexadecimal digits", path);
}

}  // namespace tenon
