#pragma once
// Types in the description of a model.

#include <string_view>

#include "model/place.hpp"
#include <tenon/schema.hpp>

namespace tenon::model {

/// "text", "money" of the program's own, or {"array": "money"}.
schema::Type type_at(const Value& value, const Place& place);
/// Is one of Tenon's own called so, or begins so?
[[nodiscard]] bool is_own_type(std::string_view name);

}  // namespace tenon::model
