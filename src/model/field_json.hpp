#pragma once
// Fields in the description of a model, and what is described as fields are: members, elements, alternatives.

#include <string>
#include <vector>

#include "model/place.hpp"
#include <tenon/record_definition.hpp>

namespace tenon::model {

/// {"type": "text", "required": true}, or "text"
FieldDefinition field_at(std::string name, const Value& value, const Place& place);
/// {"name": "text", "age": {"type": "int32", "min": 0}}
std::vector<FieldDefinition> fields_at(const Value& value, const Place& place);

/// "cascade"
schema::OnDelete on_delete_at(const Value& value, const Place& place);

}  // namespace tenon::model
