#pragma once
// The rules that SQL databases hold as CHECKs, for rows that an update by an expression has changed.

#include "drivers/memory/store.hpp"

namespace tenon::drivers::memory {

/// Throws CheckViolation for the first number out of its `min` and `max`, and the first text that breaks `required` or
/// its lengths. Empties pass.
void check_rules(const schema::Model& model, const Row& row);

}  // namespace tenon::drivers::memory
