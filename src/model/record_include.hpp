#pragma once
// Loading the relations of records.

#include <span>
#include <vector>

#include <tenon/record.hpp>

namespace tenon::model {

void load_includes(const Session& session, const Instance& instance, std::span<Record> records,
                   const std::vector<RecordInclude>& includes);

}  // namespace tenon::model
