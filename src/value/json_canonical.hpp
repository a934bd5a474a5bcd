#pragma once
// One text for each nested value: equal values (semantics, rule 10) give equal bytes.

#include <string>
#include <string_view>

#include <tenon/value.hpp>

namespace tenon {

/// Compact, names sorted byte by byte, text escaped as little as possible, numbers by value: 1.0, 1e0 and 1 are `1`,
/// whole numbers exact to uint64 and as far as JsonReader holds them, others as short as they read back.
/// Throws CastError as JsonReader does, and for a name that stands twice.
[[nodiscard]] std::string canonical_json(std::string_view json);
[[nodiscard]] inline std::string canonical_json(const std::string& json) {
    return canonical_json(std::string_view(json));
}
[[nodiscard]] inline std::string canonical_json(const char* json) { return canonical_json(std::string_view(json)); }

/// The same for a value, stored as JsonWriter would store it: times, bytes and great integers are text.
[[nodiscard]] std::string canonical_json(const Value& value);

}  // namespace tenon
