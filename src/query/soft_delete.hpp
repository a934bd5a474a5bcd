#pragma once
// Rows that were removed softly, and are no rows to queries that don't ask for them.

#include "ir/statement.hpp"

namespace tenon::query {

/// Restricts a resolved statement to living rows, of each model with soft_delete that it looks at: its own, those that
/// relations lead to, those of queries inside it. Throws QueryError when it asks for deleted rows of a model that has none.
void leave_out_deleted(ir::Statement& statement);

/// The condition on a row of a model with soft_delete, resolved: it is living, or it isn't.
[[nodiscard]] ir::Expr is_living(const schema::Model& model);
[[nodiscard]] ir::Expr is_deleted(const schema::Model& model);

/// Are living rows alone unique in the target of an upsert's conflict?
[[nodiscard]] bool meets_living(const ir::Insert& insert);

}  // namespace tenon::query
