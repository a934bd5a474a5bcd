#pragma once
// The aggregates of sql::sqlite_aggregates.

#include "drivers/sqlite/session.hpp"

namespace tenon::drivers::sqlite {

/// Throws when the connection can't have them.
void add_ordered_aggregates(Session& session);

}  // namespace tenon::drivers::sqlite
