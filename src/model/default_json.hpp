#pragma once
// Functions for defaults in the description of a model: a closed list, and the program's own.

#include <string_view>

#include "model/place.hpp"
#include <tenon/record_definition.hpp>

namespace tenon::model {

/// The function of this name, "now", that a field of this type is filled by.
void read_default_function(FieldOptions& options, const Value& name, const Place& place);
/// Is one of Tenon's own called so?
[[nodiscard]] bool is_own_default(std::string_view name);

}  // namespace tenon::model
