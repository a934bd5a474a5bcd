#pragma once
// Checks and functions for defaults in the description of a model: closed lists, since a description may come from outside.

#include <string>

#include "model/define_json.hpp"

namespace tenon::model {

/// {"order": {"condition": {"$expr": {"$lte": ["$first", "$last"]}}, "message": "…", "field": "last"}}:
/// all but the conditions, which are read when all fields are known.
void expect_checks(Described& model, const Value& value, const std::string& path);
void read_checks(Described& model, const Value& checks, const std::string& path);

/// The function of this name, "now", that a field of this type is filled by.
void read_default_function(FieldOptions& options, const Value& name, const std::string& path);

}  // namespace tenon::model
