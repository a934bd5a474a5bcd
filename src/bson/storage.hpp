#pragma once
// How a model's values stand in MongoDB (design, section 4): names, types, and what a model must not ask for.

#include <cstdint>
#include <string>
#include <string_view>

#include "bson/template.hpp"
#include <tenon/schema.hpp>
#include <tenon/value.hpp>

namespace tenon::bson {

/// Names that start with this are the compiler's own, for values that a pipeline computes on its way.
inline constexpr std::string_view reserved_prefix = "__tenon_";

/// A decimal has at most this many digits in MongoDB.
inline constexpr int decimal128_digits = 34;

/// The document's name for a field: a model's single key is `_id`, whatever it is called; every other field, and each
/// field of a composite key (then `_id` is MongoDB's own), keeps its column's name.
std::string stored_name(const schema::Model& model, std::uint16_t field);

/// The collection of a model. Throws Unsupported for a table in a schema.
const std::string& collection_name(const schema::Model& model);
Template collection(const schema::Model& model);

/// Throws SchemaError for what MongoDB can't hold: a decimal of more than 34 digits, a timestamp finer than
/// milliseconds, a name that would be an operator or a path. A statement checks the fields that it names.
void check_model(const schema::Model& model);
void check_field(const schema::Model& model, std::uint16_t field);

/// Throws CastError for a time finer than milliseconds: it equals no stored one (rule 12).
void check_milliseconds(const Value& value);

/// Stored in 32 bits.
[[nodiscard]] bool is_int32(BaseType type) noexcept;

/// A value in storage form: integers in 32 or 64 bits, labels and ISO texts as text, nested structs in the order
/// declared with their empties left out. `declared` may be nullptr. Throws CastError for a value that doesn't fit.
Template stored(const Value& value, BaseType type, const schema::Type* declared);

}  // namespace tenon::bson
