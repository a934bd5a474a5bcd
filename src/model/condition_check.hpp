#pragma once
// A check of whole records that is a condition instead of a function: what a description in JSON has.

#include <string>

#include <tenon/schema.hpp>

namespace tenon::model {

[[nodiscard]] schema::Check condition_check(std::string name, ir::Code condition);
/// Makes those of a model ready, when it is registered. Throws SchemaError for a condition that means nothing.
void prepare_condition_checks(const schema::Model& model);

}  // namespace tenon::model
