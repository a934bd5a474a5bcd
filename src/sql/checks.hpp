#pragma once
// CHECK constraints: what a column's type alone doesn't hold, and the rules that SQL can hold (semantics, rule 14).

#include "sql/text.hpp"
#include <tenon/schema.hpp>

namespace tenon::sql {

/// Appends ", constraint … check (…)" for each. An empty value passes all of them.
void write_checks(Sql& sql, const schema::Model& model, const schema::Field& field, bool not_null);

}  // namespace tenon::sql
