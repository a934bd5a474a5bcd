#pragma once
// A statement that failed: its event is told, then its error is thrown.

#include "drivers/driver.hpp"
#include "engine/core.hpp"
#include <tenon/event.hpp>

namespace tenon::engine {

/// Throws what the connection's last call failed with. The listeners are told before, by this event with its code.
[[noreturn]] void throw_failure(Core& core, drivers::Connection& connection, const schema::Model* model,
                                StatementEvent event);

}  // namespace tenon::engine
