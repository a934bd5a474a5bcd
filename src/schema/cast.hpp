#pragma once
// Run-time values cast to a declared type (semantics, rule 15).

#include <string_view>

#include <tenon/schema.hpp>

namespace tenon::schema {

/// The value as the type keeps it, or CastError with the whole path ("lines.2.qty"). Empties pass where the type is
/// nullable, and come back as empty; elsewhere they are CastErrors.
Value cast(const Value& value, const Type& type, std::string_view path);

/// An enumeration that is stored as integers: a type of integers that has labels. `cast` takes a label or a number of it,
/// and gives the number.
[[nodiscard]] bool is_numbered(const Type& type) noexcept;
/// The value of such a type as people read it: the label of the number. Anything else as it is.
[[nodiscard]] Value labelled(Value value, const Type& type);

/// The same for a type without details.
Value cast(const Value& value, BaseType base, std::string_view path);

/// Throws CastError when the decimal has more digits than its field keeps.
void check_decimal(const Decimal& value, const Type& type, std::string_view path);
/// CastError that names the path when the instant is outside the years that times have.
void check_timestamp(Timestamp value, std::string_view path);

}  // namespace tenon::schema
