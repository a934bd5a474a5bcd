#pragma once
// CHECK constraints: what a column's type alone doesn't hold, and the rules that SQL can hold (semantics, rule 14).

#include <string_view>

#include "sql/identifier.hpp"
#include "sql/text.hpp"
#include <tenon/schema.hpp>

namespace tenon::sql {

/// Appends ", constraint … check (…)" for each. An empty value passes all of them.
void write_checks(Sql& sql, const schema::Model& model, const schema::Field& field, bool not_null);

/// What the CHECK of a field's rule is called: "type" is what its type holds.
[[nodiscard]] Identifier check_name(const schema::Model& model, const schema::Field& field, std::string_view rule);

}  // namespace tenon::sql
