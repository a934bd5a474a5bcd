#pragma once
// Value: any value that a field can hold, for code that learns a model's fields at run time.

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <tenon/decimal.hpp>
#include <tenon/time.hpp>
#include <tenon/uuid.hpp>

namespace tenon {

using Bytes = std::vector<std::byte>;
class Value;
using Array = std::vector<Value>;

/// Names and values, in the order in which they were put in. A name stands once.
class Document {
public:
    using Entry = std::pair<std::string, Value>;

    Document();
    Document(std::initializer_list<Entry> entries);
    Document(const Document&);
    Document(Document&&) noexcept;
    Document& operator=(const Document&);
    Document& operator=(Document&&) noexcept;
    ~Document();

    [[nodiscard]] std::size_t size() const noexcept;
    [[nodiscard]] bool empty() const noexcept { return size() == 0; }
    /// nullptr when there is no such name.
    [[nodiscard]] const Value* find(std::string_view name) const noexcept;
    [[nodiscard]] Value* find(std::string_view name) noexcept;
    /// The value of that name, put in at the end as empty when it is missing.
    Value& operator[](std::string_view name);
    /// Puts in or replaces.
    void set(std::string name, Value value);
    /// Puts in at the end without looking for the name: the caller knows that it is new.
    void append(std::string name, Value value);
    bool erase(std::string_view name);

    [[nodiscard]] std::vector<Entry>::const_iterator begin() const noexcept;
    [[nodiscard]] std::vector<Entry>::const_iterator end() const noexcept;
    [[nodiscard]] std::vector<Entry>::iterator begin() noexcept;
    [[nodiscard]] std::vector<Entry>::iterator end() noexcept;

    /// Equal when they hold equal values under the same names, in any order.
    friend bool operator==(const Document& a, const Document& b);

private:
    std::vector<Entry> entries_;
};

/// What a Value holds. The order is the one in which kinds of a `Json` field sort, where they meet.
enum class Kind : std::uint8_t {
    empty,
    integer,
    unsigned_integer,
    real,
    decimal,
    text,
    bytes,
    timestamp,
    date,
    time,
    uuid,
    object_id,
    document,
    array,
    boolean
};

std::string_view name_of(Kind kind) noexcept;

/// One value of any kind. Integers are int64; only those above INT64_MAX are `unsigned_integer`.
/// Copying copies what it holds. `==` is C++ equality: numbers by value across kinds, documents whatever their order.
class Value {
public:
    Value() noexcept = default;
    Value(std::nullptr_t) noexcept {}
    Value(bool value) noexcept : data_(value) {}
    template <class T>
        requires(std::is_integral_v<T> && !std::is_same_v<T, bool> && !std::is_same_v<T, char> &&
                 !std::is_same_v<T, wchar_t> && !std::is_same_v<T, char8_t> && !std::is_same_v<T, char16_t> &&
                 !std::is_same_v<T, char32_t>)
    Value(T value) noexcept {
        if constexpr (std::is_unsigned_v<T> && sizeof(T) == 8) {
            set_unsigned(value);
        } else {
            data_ = static_cast<std::int64_t>(value);
        }
    }
    Value(double value) noexcept : data_(value) {}
    Value(float value) noexcept : data_(static_cast<double>(value)) {}
    Value(const Decimal& value) : data_(value) {}
    Value(std::string value) noexcept : data_(std::move(value)) {}
    Value(std::string_view value) : data_(std::string(value)) {}
    Value(const char* value) : data_(std::string(value)) {}
    Value(Bytes value) noexcept : data_(std::move(value)) {}
    Value(Timestamp value) noexcept : data_(value) {}
    Value(Date value) noexcept : data_(value) {}
    Value(Time value) noexcept : data_(value) {}
    Value(const Uuid& value) noexcept : data_(value) {}
    Value(const ObjectId& value) noexcept : data_(value) {}
    Value(Document value) noexcept : data_(std::move(value)) {}
    Value(Array value) noexcept : data_(std::move(value)) {}
    template <class T>
        requires(std::is_pointer_v<T> && !std::is_same_v<std::remove_cv_t<std::remove_pointer_t<T>>, char>)
    Value(T) = delete;  // a pointer is not a bool

    [[nodiscard]] Kind kind() const noexcept;
    [[nodiscard]] bool is_empty() const noexcept { return data_.index() == 0; }

    // What it holds, or nullptr when it is of another kind.
    [[nodiscard]] const bool* if_boolean() const noexcept { return std::get_if<bool>(&data_); }
    [[nodiscard]] const std::int64_t* if_integer() const noexcept { return std::get_if<std::int64_t>(&data_); }
    [[nodiscard]] const std::uint64_t* if_unsigned() const noexcept { return std::get_if<std::uint64_t>(&data_); }
    [[nodiscard]] const double* if_real() const noexcept { return std::get_if<double>(&data_); }
    [[nodiscard]] const Decimal* if_decimal() const noexcept { return std::get_if<Decimal>(&data_); }
    [[nodiscard]] const std::string* if_text() const noexcept { return std::get_if<std::string>(&data_); }
    [[nodiscard]] const Bytes* if_bytes() const noexcept { return std::get_if<Bytes>(&data_); }
    [[nodiscard]] const Timestamp* if_timestamp() const noexcept { return std::get_if<Timestamp>(&data_); }
    [[nodiscard]] const Date* if_date() const noexcept { return std::get_if<Date>(&data_); }
    [[nodiscard]] const Time* if_time() const noexcept { return std::get_if<Time>(&data_); }
    [[nodiscard]] const Uuid* if_uuid() const noexcept { return std::get_if<Uuid>(&data_); }
    [[nodiscard]] const ObjectId* if_object_id() const noexcept { return std::get_if<ObjectId>(&data_); }
    [[nodiscard]] const Document* if_document() const noexcept { return std::get_if<Document>(&data_); }
    [[nodiscard]] Document* if_document() noexcept { return std::get_if<Document>(&data_); }
    [[nodiscard]] const Array* if_array() const noexcept { return std::get_if<Array>(&data_); }
    [[nodiscard]] Array* if_array() noexcept { return std::get_if<Array>(&data_); }

    // What it holds, or CastError that names both kinds. Numbers convert when nothing is lost.
    [[nodiscard]] bool as_bool() const;
    [[nodiscard]] std::int64_t as_int64() const;
    [[nodiscard]] double as_double() const;
    [[nodiscard]] const std::string& as_text() const;
    [[nodiscard]] const Document& as_document() const;
    [[nodiscard]] const Array& as_array() const;

    /// JSON by the storage rules of nested values (design, section 4): times as ISO 8601, bytes as base64,
    /// Decimal as a string, doubles as short as they read back equal.
    [[nodiscard]] std::string to_json() const;

    friend bool operator==(const Value& a, const Value& b);

private:
    void set_unsigned(std::uint64_t value) noexcept;

    std::variant<std::monostate, std::int64_t, std::uint64_t, double, Decimal, std::string, Bytes, Timestamp, Date,
                 Time, Uuid, ObjectId, Document, Array, bool>
        data_;
};

}  // namespace tenon
