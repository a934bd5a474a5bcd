#pragma once
// The last step of a description: relations find their targets, indexes their names, and what can't be is refused.

#include <string_view>
#include <vector>

#include <tenon/schema.hpp>

namespace tenon::schema {

/// Of models with soft_delete, on databases without partial indexes: empty in rows that were removed.
inline constexpr std::string_view living_column = "tenon_living";

/// Links `fresh` among themselves and with `known`. Throws SchemaError that names the model and what to change.
void link(const std::vector<Model*>& fresh, const std::vector<const Model*>& known);

}  // namespace tenon::schema
