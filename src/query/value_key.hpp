#pragma once
// Values as bytes that are equal exactly when the values are: keys of groups and of distinct rows.

#include <span>
#include <string>

#include <tenon/value.hpp>

namespace tenon::query {

void append_key(const Value& value, std::string& out);
std::string key_of(std::span<const Value> values);

}  // namespace tenon::query
