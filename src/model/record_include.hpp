#pragma once
// Loading the relations of records.

#include <span>
#include <vector>

#include <tenon/record.hpp>

namespace tenon::model {

/// Throws QueryError for relations that the model hasn't, before anything is read.
void check_include(const schema::Model& model, const RecordInclude& include);

void load_includes(const Session& session, const Instance& instance, std::span<Record> records,
                   const std::vector<RecordInclude>& includes);

}  // namespace tenon::model
