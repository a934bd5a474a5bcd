#pragma once
// Objects as JSON, written field by field.

#include "value/json_writer.hpp"
#include <tenon/typed/table.hpp>

namespace tenon::model {

/// The value of one field.
void write_field(JsonWriter& out, const typed::Column& column, const void* object);

}  // namespace tenon::model
