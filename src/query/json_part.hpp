#pragma once
// What stands inside a Json, as `json_at` asks for it.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <tenon/ir.hpp>
#include <tenon/value.hpp>

namespace tenon::query {

/// As many as a call of a function of SQLite has room for, and far more than people nest.
inline constexpr std::size_t max_json_steps = 100;

/// The member of an object, which may be JSON's null; nullptr where there is none.
[[nodiscard]] const Value* json_member(const Value& whole, std::string_view key);
/// The element of an array, counted from 0; nullptr where there is none.
[[nodiscard]] const Value* json_element(const Value& whole, std::int64_t index);
/// "null", "boolean", "number", "text", "array" or "object".
[[nodiscard]] std::string_view json_type(const Value& part);
/// The part as it is asked for; empty when it is of another type.
[[nodiscard]] Value json_part(const Value& part, ir::JsonPart asked);

}  // namespace tenon::query
