#pragma once
// What a place of a description in JSON must hold, or a SchemaError with its path.

#include <cstdint>
#include <string>
#include <string_view>

#include <tenon/value.hpp>

namespace tenon::model {

/// "fields.age" and "min" are "fields.age.min".
std::string inside(const std::string& path, std::string_view name);
[[noreturn]] void refuse_at(const std::string& path, const std::string& sentence);

const Document& object_at(const Value& value, const std::string& path);
const Array& array_at(const Value& value, const std::string& path);
/// Not an empty one.
const std::string& text_at(const Value& value, const std::string& path);
bool flag_at(const Value& value, const std::string& path);
/// From 0 to `most`.
std::int64_t whole_at(const Value& value, const std::string& path, std::int64_t most);

}  // namespace tenon::model
