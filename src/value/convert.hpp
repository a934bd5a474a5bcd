#pragma once
// Loose input (run-time values, JSON, text) cast to the type that is wanted, or refused (semantics, rule 15).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <tenon/value.hpp>

namespace tenon {

// Each throws a CastError that names the whole path, the type wanted and the kind given, never the value. An empty
// value is refused like any other wrong kind: the caller knows whether a field may be empty.
//
// Numbers are taken from numbers of every kind and from text that is a number to its end, if nothing is lost: whole
// and in range for integers, exact for integers as doubles. Text and Decimal give the nearest double. A boolean is no
// number, and 5 is no text.

/// true, false, 1, 0, and as text: true, false, 1, 0, yes, no, in lower case.
[[nodiscard]] bool cast_bool(const Value& value, std::string_view path);
[[nodiscard]] std::int64_t cast_integer(const Value& value, std::int64_t min, std::int64_t max, std::string_view path);
[[nodiscard]] std::uint64_t cast_unsigned(const Value& value, std::uint64_t max, std::string_view path);
/// NaN is refused; infinities pass, but only as doubles.
[[nodiscard]] double cast_real(const Value& value, std::string_view path);
/// Of a double: its shortest text.
[[nodiscard]] Decimal cast_decimal(const Value& value, std::string_view path);
/// Valid UTF-8 without U+0000.
[[nodiscard]] std::string cast_text(const Value& value, std::string_view path);
/// Of text: base64.
[[nodiscard]] Bytes cast_bytes(const Value& value, std::string_view path);
/// Of text: ISO 8601.
[[nodiscard]] Timestamp cast_timestamp(const Value& value, std::string_view path);
[[nodiscard]] Date cast_date(const Value& value, std::string_view path);
[[nodiscard]] Time cast_time(const Value& value, std::string_view path);
[[nodiscard]] Uuid cast_uuid(const Value& value, std::string_view path);
[[nodiscard]] ObjectId cast_object_id(const Value& value, std::string_view path);

/// "`lines.2.qty` must be a whole number from 0 to 9; text was given."
[[noreturn]] void refuse_cast(const Value& value, std::string_view wanted, std::string_view path);

/// The value as an integer, when it is a number or text that is one exactly, in int64's range.
[[nodiscard]] std::optional<std::int64_t> whole_number(const Value& value);

}  // namespace tenon
