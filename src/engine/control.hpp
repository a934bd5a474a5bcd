#pragma once
// What transactions send: begin, commit, savepoints.

#include <cstdint>
#include <source_location>

#include "engine/core.hpp"

namespace tenon::engine {

/// Runs it, and tells listeners. Throws what the database says.
void control(Core& core, drivers::Connection& connection, drivers::Control what, std::uint32_t depth,
             const std::source_location& location);

}  // namespace tenon::engine
