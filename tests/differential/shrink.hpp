#pragma once
// A failing question, made smaller.

#include <string>

#include "differential/world.hpp"

namespace tenon::oracle {

/// Drops parts of the question, then rows, while that backend is still wrong. Gives all that is needed to see why.
std::string shrunk(const World& world, const Question& question, const std::string& backend);

}  // namespace tenon::oracle
