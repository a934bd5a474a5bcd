#pragma once
// db.define: the description of a run-time model, made into the metadata that a struct's describe makes.

#include <span>
#include <string>
#include <string_view>

#include "model/registry.hpp"
#include <tenon/record.hpp>

namespace tenon::model {

schema::Model define_model(std::string name, std::span<const FieldDefinition> fields, const DefineOptions& options,
                           const Registry& registry);

/// "required", "min", …: of a field, and not a check's name.
[[nodiscard]] bool is_rule(std::string_view name);

schema::Type make_structure(std::span<const FieldDefinition> members);
schema::Type make_variant(std::span<const FieldDefinition> alternatives);
/// An array or a map, of what is described so.
schema::Type make_collection(BaseType base, const FieldOptions& element);
schema::Type make_enumeration(std::span<const std::string> labels);
schema::Type make_enumeration(std::span<const schema::Label> labels);

}  // namespace tenon::model
