#pragma once
// Negations and empties. The normal form means what SQL does: `ne` and `not` are false where an operand is empty, and
// `or x is empty` stands beside them where an empty belongs to the answer. MongoDB's negations are complements, true
// for an empty: beside the `or`, nothing has to be said of it; without one, a guard has to keep it out.

#include <vector>

#include "ir/statement.hpp"

namespace tenon::bson {

/// The operands of a `ne` or `not` that can be empty; none for anything else.
std::vector<const ir::Expr*> unsure_operands(const ir::Expr& condition);

/// Does this `or` let through every empty operand of its part?
[[nodiscard]] bool is_covered(const ir::Expr& part, const ir::Expr& either);

/// The parts of an `or` that say something: an `is_empty` that covers a negation doesn't, once that is a complement.
std::vector<const ir::Expr*> needed_parts(const ir::Expr& either);

}  // namespace tenon::bson
