#pragma once
// What SQL text may do to its connection. Asked while statements are prepared, never while they run.

#include "drivers/sqlite/session.hpp"

namespace tenon::drivers::sqlite {

/// Refuses ATTACH (other files belong to other Databases) and, on connections that only read, to switch that off.
/// Sees PRAGMAs with a value and temporary tables, which leave the connection changed for its next borrower, and what
/// begins or ends a transaction.
void install_authorizer(Session& session) noexcept;

}  // namespace tenon::drivers::sqlite
