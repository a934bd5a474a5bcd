#pragma once
// What a table has that a model of the same table doesn't, and the other way round.

#include <vector>

#include "drivers/driver.hpp"
#include "drivers/memory/table.hpp"

namespace tenon::drivers::memory {

/// Sentences as the SQL drivers say them: "column users.age is missing".
std::vector<SchemaDifference> differences(const Table& table, const schema::Model& wanted);

}  // namespace tenon::drivers::memory
