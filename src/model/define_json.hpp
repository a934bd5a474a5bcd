#pragma once
// db.define of a description in JSON: from a file, from a form that users fill.

#include <vector>

#include "model/words.hpp"
#include <tenon/json.hpp>
#include <tenon/record.hpp>

namespace tenon::model {

/// A run-time model as its JSON says.
using Described = ModelDefinition;

/// Throws SchemaError with the path of what is wrong: "fields.age.min: a number is needed". The keys are a closed list, and the
/// names are Tenon's own or among the program's words.
Described described_by(const Value& description, const Words& words);
/// Of an array of them: "0.fields.age.min".
std::vector<Described> all_described_by(const Value& descriptions, const Words& words);

}  // namespace tenon::model
