#pragma once
// Values in the description of a model that are computed of its fields: generated columns, parts of indexes.

#include <string>

#include "model/define_json.hpp"

namespace tenon::model {

/// A value in the syntax of MongoDB's expressions, {"$multiply": ["$seats", "$price"]}: fields as "$name" or "$a.path", numbers,
/// texts ({"$literal": "$5"} for one that begins with $), and a closed list of operators.
/// Throws SchemaError with the path of what is wrong.
RecordExpression value_at(const Described& model, const Value& value, const std::string& path);

/// What `$expr` holds: two values that are compared, {"$lt": ["$first", "$last"]}, or such comparisons in $and, $or and $not.
RecordExpression comparison_at(const Described& model, const Value& value, const std::string& path);

/// What a generated field of that type is computed by.
RecordExpression generated_at(const Described& model, const schema::Type& type, const Value& value,
                              const std::string& path);

}  // namespace tenon::model
