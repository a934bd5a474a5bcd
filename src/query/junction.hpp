#pragma once
// `and` and `or` as the normal form wants them: flat, constants folded.

#include <vector>

#include "ir/statement.hpp"

namespace tenon::query {

/// The operands joined; one alone is itself, none is true (and) or false (or).
ir::Expr all_of(std::vector<ir::Expr> operands);
ir::Expr any_of(std::vector<ir::Expr> operands);

}  // namespace tenon::query
