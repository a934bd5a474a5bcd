#pragma once
// The first row of a query, read before it is written.

#include "model/instance.hpp"
#include <tenon/execution.hpp>

namespace tenon::model {

/// Reads the row that `update_one` of this query would be about. False when there is none.
bool read_before(const Session&, const Instance&, const ir::Code& query, const BeforeImage& was);

}  // namespace tenon::model
