#include <tenon/value.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include <tenon/error.hpp>

#include "value/json_writer.hpp"
#include "value/numbers.hpp"
#include "value/value_nested.hpp"

namespace tenon {

std::string_view name_of(Kind kind) noexcept {
    switch (kind) {
    case Kind::empty: return "empty";
    case Kind::integer: return "integer";
    case Kind::unsigned_integer: return "unsigned integer";
    case Kind::real: return "real";
    case Kind::decimal: return "decimal";
    case Kind::text: return "text";
    case Kind::bytes: return "bytes";
    case Kind::timestamp: return "timestamp";
    case Kind::date: return "date";
    case Kind::time: return "time";
    case Kind::uuid: return "uuid";
    case Kind::object_id: return "object id";
    case Kind::document: return "document";
    case Kind::array: return "array";
    case Kind::boolean: return "boolean";
    }
    return "unknown";
}

namespace {

[[noreturn]] void refuse(const Value& value, std::string_view wanted) {
    throw CastError("A value of kind " + std::string(name_of(value.kind())) + " was read as " + std::string(wanted) +
                    "; ask for its kind() first.");
}

[[noreturn]] void refuse_loss(const Value& value, std::string_view wanted) {
    throw CastError("A value of kind " + std::string(name_of(value.kind())) + " doesn't fit " + std::string(wanted) +
                    " without losing digits.");
}

double exactly(const Value& value, double converted) {
    if (compare_numbers(value, Value(converted)) != 0) refuse_loss(value, "a double");
    return converted;
}

// A decimal loses nothing when the shortest text of the double is the same decimal again.
double decimal_as_double(const Value& value) {
    const Decimal& decimal = *value.if_decimal();
    const double converted = decimal.to_double();
    char text[double_text_size];
    Decimal again;
    const bool read = Decimal::try_parse(std::string_view(text, write_double(converted, text)), again);
    if (!read || again != decimal) refuse_loss(value, "a double");
    return converted;
}

}  // namespace

Kind Value::kind() const noexcept { return static_cast<Kind>(data_.index()); }

void Value::set_unsigned(std::uint64_t value) noexcept {
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
        data_ = value;
    } else {
        data_ = static_cast<std::int64_t>(value);
    }
}

bool Value::as_bool() const {
    if (const bool* value = if_boolean()) return *value;
    refuse(*this, "boolean");
}

std::int64_t Value::as_int64() const {
    if (const std::int64_t* value = if_integer()) return *value;
    if (!is_number(kind())) refuse(*this, "integer");
    if (const Decimal* decimal = if_decimal()) return decimal->scaled_int64(0);
    if (const double* real = if_real()) {
        constexpr double limit = 9223372036854775808.0;
        if (*real >= -limit && *real < limit && std::trunc(*real) == *real) return static_cast<std::int64_t>(*real);
    }
    refuse_loss(*this, "an int64");
}

double Value::as_double() const {
    if (const double* value = if_real()) return *value;
    if (const std::int64_t* value = if_integer()) return exactly(*this, static_cast<double>(*value));
    if (const std::uint64_t* value = if_unsigned()) return exactly(*this, static_cast<double>(*value));
    if (if_decimal()) return decimal_as_double(*this);
    refuse(*this, "real");
}

const std::string& Value::as_text() const {
    if (const std::string* value = if_text()) return *value;
    refuse(*this, "text");
}

const Document& Value::as_document() const {
    if (const Document* value = if_document()) return *value;
    refuse(*this, "document");
}

const Array& Value::as_array() const {
    if (const Array* value = if_array()) return *value;
    refuse(*this, "array");
}

std::string Value::to_json() const {
    std::string text;
    JsonWriter writer(text);
    ValueSource(*this).write(writer);
    return text;
}

bool operator==(const Value& a, const Value& b) {
    if (is_number(a.kind()) && is_number(b.kind())) return compare_numbers(a, b) == 0;
    return a.data_ == b.data_;
}

}  // namespace tenon
