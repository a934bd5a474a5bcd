#pragma once
// Values of fields whose types are the user's own, seen through their Codecs.

#include <string_view>

#include <tenon/schema.hpp>

namespace tenon::schema {

/// Is the type, or something nested in it, one of the user's own?
[[nodiscard]] bool has_codecs(const Type& type) noexcept;

/// A value that was cast to the type, as the Codecs give back what they made of it: what a struct's member would be stored as.
/// CastError, with the whole path, for what a Codec refuses.
Value through_codecs(Value value, const Type& type, std::string_view path);

/// `cast`, and all that.
Value cast_through_codecs(const Value& value, const Type& type, std::string_view path);

}  // namespace tenon::schema
