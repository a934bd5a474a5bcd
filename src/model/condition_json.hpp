#pragma once
// Conditions in the description of a model: the rows of an index, what every row fulfils.

#include <string>

#include "model/define_json.hpp"

namespace tenon::model {

/// A condition in MongoDB's filter syntax, {"age": {"$gte": 18}, "gone": null}: fields by name or path, with $eq $ne $gt
/// $gte $lt $lte $in $nin $exists $not, joined by $and $or $nor, beside what $expr compares, and nothing else. Values are cast to the field's type.
/// Throws SchemaError with the path of what is wrong.
RecordExpression condition_at(const Described& model, const Value& filter, const std::string& path);
/// Of the field that a name or path leads to.
schema::Type described_type(const Described& model, const std::string& name, const std::string& path);
/// Of the member of a structure that a name or path leads to.
schema::Type described_member(schema::Type type, const std::string& name, const std::string& path);

}  // namespace tenon::model
