#pragma once
// db.define of a description in JSON: from a file, from a form that users fill.

#include <string>
#include <vector>

#include <tenon/json.hpp>
#include <tenon/record.hpp>

namespace tenon::model {

/// A run-time model as its JSON says. `options` has what belongs to the whole model.
struct Described {
    std::string name;
    std::vector<FieldDefinition> fields;
    DefineOptions options;
};

/// Throws SchemaError with the path of what is wrong: "fields.age.min: a number is needed". The keys are a closed list.
Described described_by(const Json& description);

}  // namespace tenon::model
