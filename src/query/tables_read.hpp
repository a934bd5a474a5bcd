#pragma once
// Which tables an expression asks, through relations and queries inside it.

#include "ir/statement.hpp"

namespace tenon::query {

/// Does a resolved expression ask rows of this model's table, beside the one that it is about?
[[nodiscard]] bool reads_table(const ir::Expr& expr, const schema::Model& model);

}  // namespace tenon::query
