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
#include <vector>

#include <tenon/codec.hpp>
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
    Value() noexcept : integer_(0) {}
    Value(std::nullptr_t) noexcept : integer_(0) {}
    Value(bool value) noexcept : kind_(Kind::boolean), boolean_(value) {}
    template <class T>
        requires(std::is_integral_v<T> && !std::is_same_v<T, bool> && !std::is_same_v<T, char> &&
                 !std::is_same_v<T, wchar_t> && !std::is_same_v<T, char8_t> && !std::is_same_v<T, char16_t> &&
                 !std::is_same_v<T, char32_t>)
    Value(T value) noexcept : kind_(Kind::integer),
                              integer_(static_cast<std::int64_t>(value)) {
        if constexpr (std::is_unsigned_v<T> && sizeof(T) == 8) set_unsigned(value);
    }
    Value(double value) noexcept : kind_(Kind::real), real_(value) {}
    Value(float value) noexcept : kind_(Kind::real), real_(static_cast<double>(value)) {}
    Value(const Decimal& value) : kind_(Kind::decimal), decimal_(value) {}
    Value(std::string value) noexcept : kind_(Kind::text), text_(std::move(value)) {}
    Value(std::string_view value) : Value(std::string(value)) {}
    Value(const char* value) : Value(std::string(value)) {}
    Value(Bytes value) noexcept : kind_(Kind::bytes), bytes_(std::move(value)) {}
    Value(Timestamp value) noexcept : kind_(Kind::timestamp), timestamp_(value) {}
    Value(Date value) noexcept : kind_(Kind::date), date_(value) {}
    Value(Time value) noexcept : kind_(Kind::time), time_(value) {}
    Value(const Uuid& value) noexcept : kind_(Kind::uuid), uuid_(value) {}
    Value(const ObjectId& value) noexcept : kind_(Kind::object_id), object_id_(value) {}
    Value(Document value) noexcept;
    Value(Array value) noexcept;
    /// Of a type of the user's own: what it is stored as.
    template <HasCodec T>
    Value(const T& value) : Value(Codec<T>::encode(value)) {}
    template <class T>
        requires(std::is_pointer_v<T> && !std::is_same_v<std::remove_cv_t<std::remove_pointer_t<T>>, char>)
    Value(T) = delete;  // a pointer is not a bool

    Value(const Value& other);
    Value(Value&& other) noexcept;
    Value& operator=(const Value& other);
    Value& operator=(Value&& other) noexcept;
    ~Value() {
        if (owns_memory()) destroy();
    }

    [[nodiscard]] Kind kind() const noexcept { return kind_; }
    [[nodiscard]] bool is_empty() const noexcept { return kind_ == Kind::empty; }

    // What it holds, or nullptr when it is of another kind.
    [[nodiscard]] const bool* if_boolean() const noexcept { return kind_ == Kind::boolean ? &boolean_ : nullptr; }
    [[nodiscard]] const std::int64_t* if_integer() const noexcept {
        return kind_ == Kind::integer ? &integer_ : nullptr;
    }
    [[nodiscard]] const std::uint64_t* if_unsigned() const noexcept {
        return kind_ == Kind::unsigned_integer ? &unsigned_ : nullptr;
    }
    [[nodiscard]] const double* if_real() const noexcept { return kind_ == Kind::real ? &real_ : nullptr; }
    [[nodiscard]] const Decimal* if_decimal() const noexcept { return kind_ == Kind::decimal ? &decimal_ : nullptr; }
    [[nodiscard]] const std::string* if_text() const noexcept { return kind_ == Kind::text ? &text_ : nullptr; }
    [[nodiscard]] const Bytes* if_bytes() const noexcept { return kind_ == Kind::bytes ? &bytes_ : nullptr; }
    [[nodiscard]] const Timestamp* if_timestamp() const noexcept {
        return kind_ == Kind::timestamp ? &timestamp_ : nullptr;
    }
    [[nodiscard]] const Date* if_date() const noexcept { return kind_ == Kind::date ? &date_ : nullptr; }
    [[nodiscard]] const Time* if_time() const noexcept { return kind_ == Kind::time ? &time_ : nullptr; }
    [[nodiscard]] const Uuid* if_uuid() const noexcept { return kind_ == Kind::uuid ? &uuid_ : nullptr; }
    [[nodiscard]] const ObjectId* if_object_id() const noexcept {
        return kind_ == Kind::object_id ? &object_id_ : nullptr;
    }
    [[nodiscard]] const Document* if_document() const noexcept {
        return kind_ == Kind::document ? &document_ : nullptr;
    }
    [[nodiscard]] Document* if_document() noexcept { return kind_ == Kind::document ? &document_ : nullptr; }
    [[nodiscard]] const Array* if_array() const noexcept { return kind_ == Kind::array ? &array_ : nullptr; }
    [[nodiscard]] Array* if_array() noexcept { return kind_ == Kind::array ? &array_ : nullptr; }

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
    void set_unsigned(std::uint64_t value) noexcept {
        if (value >> 63 == 0) return;
        kind_ = Kind::unsigned_integer;
        unsigned_ = value;
    }
    [[nodiscard]] bool owns_memory() const noexcept {
        return kind_ == Kind::text || kind_ == Kind::bytes || kind_ == Kind::document || kind_ == Kind::array;
    }
    void destroy() noexcept;
    void copy(const Value& other);
    void take(Value& other) noexcept;

    // A std::variant by hand: every program that includes Tenon compiles this, and that one takes its time.
    Kind kind_ = Kind::empty;
    union {
        bool boolean_;
        std::int64_t integer_;
        std::uint64_t unsigned_;
        double real_;
        Decimal decimal_;
        std::string text_;
        Bytes bytes_;
        Timestamp timestamp_;
        Date date_;
        Time time_;
        Uuid uuid_;
        ObjectId object_id_;
        Document document_;
        Array array_;
    };
};

}  // namespace tenon
