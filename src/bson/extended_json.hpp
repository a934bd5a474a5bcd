#pragma once
// MongoDB Extended JSON, version 2: https://www.mongodb.com/docs/manual/reference/mongodb-extended-json/

#include <cstdint>
#include <string>

#include "bson/template.hpp"

namespace tenon::bson {

enum class JsonStyle : std::uint8_t {
    canonical,  ///< every type is spelled: {"$numberInt":"1"}
    relaxed     ///< numbers and dates as JSON readers like them, where nothing is lost
};

/// A slot that is not filled is shown as {"$slot": 0}, with its form when it has one: {"$slot": 0, "form": "list"}.
std::string extended_json(const Template& node, JsonStyle style = JsonStyle::canonical);

}  // namespace tenon::bson
