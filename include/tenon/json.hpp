#pragma once
// Json: a field whose shape only its writer knows.

#include <string>
#include <string_view>

#include <tenon/value.hpp>

namespace tenon {

/// A JSON value: null, boolean, number, text, array or object. Numbers stay as they were written: whole ones are
/// integers (int64, uint64), others doubles; one that neither holds exactly enough is a CastError.
class Json {
public:
    Json() = default;
    /// Throws CastError when the value holds what JSON has no word for (bytes, times, ids): make it text first.
    explicit Json(Value value);
    /// Strict RFC 8259, UTF-8 checked, at most 1,000 levels deep, no duplicate names, no U+0000. Throws CastError.
    static Json parse(std::string_view text);

    [[nodiscard]] const Value& value() const noexcept { return value_; }
    [[nodiscard]] bool is_null() const noexcept { return value_.is_empty(); }
    /// The member of an object, or a null Json.
    [[nodiscard]] Json operator[](std::string_view name) const;
    /// Compact, names in their order.
    [[nodiscard]] std::string to_string() const;

    friend bool operator==(const Json& a, const Json& b) { return a.value_ == b.value_; }

private:
    Value value_;
};

}  // namespace tenon
