#pragma once
// Indexes in the description of a model.

#include <string>

#include "model/define_json.hpp"
#include "model/place.hpp"

namespace tenon::model {

/// [{"keys": ["city", {"field": "age", "descending": true}, {"expression": {"$toLower": "$email"}}], "unique": true}]
void read_indexes(Described& model, const Value& value, const Place& place);
/// What their conditions and expressions say, when all fields are known.
void read_index_expressions(Described& model, const Value& indexes, const std::string& path);

}  // namespace tenon::model
