#pragma once
// Checks in the description of a model: conditions, and functions of a closed list, since a description may come from outside.

#include <string>

#include "model/define_json.hpp"
#include "model/place.hpp"

namespace tenon::model {

/// {"order": {"condition": {"$expr": {"$lte": ["$first", "$last"]}}, "message": "…", "field": "last"}}, or "function" instead of
/// "condition"; of functions alone, whose names are the checks', ["order", "free"] or "order". When all fields are known.
void read_checks(Described& model, const Value& value, const Place& place);
/// The same of a field, by functions; `field` is a member's name then. When the type is known.
void read_field_checks(FieldOptions& options, const Value& value, const Place& place);

}  // namespace tenon::model
