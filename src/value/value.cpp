#include <tenon/value.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <type_traits>
#include <utility>

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

Value::Value(Document value) noexcept : kind_(Kind::document), document_(std::move(value)) {}
Value::Value(Array value) noexcept : kind_(Kind::array), array_(std::move(value)) {}

Value::Value(const Value& other) : integer_(0) { copy(other); }
Value::Value(Value&& other) noexcept : integer_(0) { take(other); }

Value& Value::operator=(const Value& other) {
    if (this != &other) *this = Value(other);  // a failing copy leaves this as it was
    return *this;
}

Value& Value::operator=(Value&& other) noexcept {
    if (this == &other) return *this;
    if (!owns_memory()) {
        take(other);
        return *this;
    }
    Value taken(std::move(other));  // which may be a part of this
    destroy();
    take(taken);
    return *this;
}

void Value::destroy() noexcept {
    switch (kind_) {
    case Kind::text: std::destroy_at(&text_); break;
    case Kind::bytes: std::destroy_at(&bytes_); break;
    case Kind::document: std::destroy_at(&document_); break;
    case Kind::array: std::destroy_at(&array_); break;
    default: break;
    }
}

static_assert(std::is_trivially_copyable_v<Decimal> && std::is_trivially_copyable_v<Timestamp> &&
              std::is_trivially_copyable_v<Date> && std::is_trivially_copyable_v<Time> &&
              std::is_trivially_copyable_v<Uuid> && std::is_trivially_copyable_v<ObjectId>);

// Into a Value that owns nothing.
void Value::copy(const Value& other) {
    if (!other.owns_memory()) {
        std::memcpy(static_cast<void*>(this), &other, sizeof(Value));
        return;
    }
    switch (other.kind_) {
    case Kind::text: std::construct_at(&text_, other.text_); break;
    case Kind::bytes: std::construct_at(&bytes_, other.bytes_); break;
    case Kind::document: std::construct_at(&document_, other.document_); break;
    case Kind::array: std::construct_at(&array_, other.array_); break;
    default: break;
    }
    kind_ = other.kind_;
}

void Value::take(Value& other) noexcept {
    switch (other.kind_) {
    case Kind::text: std::construct_at(&text_, std::move(other.text_)); break;
    case Kind::bytes: std::construct_at(&bytes_, std::move(other.bytes_)); break;
    case Kind::document: std::construct_at(&document_, std::move(other.document_)); break;
    case Kind::array: std::construct_at(&array_, std::move(other.array_)); break;
    default: copy(other); break;  // nothing that could throw
    }
    kind_ = other.kind_;
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
    if (a.kind_ != b.kind_) return false;
    switch (a.kind_) {
    case Kind::boolean: return a.boolean_ == b.boolean_;
    case Kind::text: return a.text_ == b.text_;
    case Kind::bytes: return a.bytes_ == b.bytes_;
    case Kind::timestamp: return a.timestamp_ == b.timestamp_;
    case Kind::date: return a.date_ == b.date_;
    case Kind::time: return a.time_ == b.time_;
    case Kind::uuid: return a.uuid_ == b.uuid_;
    case Kind::object_id: return a.object_id_ == b.object_id_;
    case Kind::document: return a.document_ == b.document_;
    case Kind::array: return a.array_ == b.array_;
    default: return true;  // empty; numbers were compared above
    }
}

}  // namespace tenon
