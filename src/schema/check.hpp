#pragma once
// The last step of a description: relations find their targets, indexes their names, and what can't be is refused.

#include <vector>

#include <tenon/schema.hpp>

namespace tenon::schema {

/// Links `fresh` among themselves and with `known`. Throws SchemaError that names the model and what to change.
void link(const std::vector<Model*>& fresh, const std::vector<const Model*>& known);

}  // namespace tenon::schema
