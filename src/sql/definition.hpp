#pragma once
// Expressions in a table's definition: columns have no alias there, and values are literals.

#include "query/definition.hpp"
#include "sql/dialect.hpp"

namespace tenon::sql {

/// Throws SchemaError for a value that has no literal, and for what the database can't compute by itself.
void write_condition(Sql& sql, const schema::Model& model, const query::Definition& condition);
void write_value(Sql& sql, const schema::Model& model, const query::Definition& value);

/// A value as a literal of a column that stores it so. False when there is none: nothing is written then.
bool write_literal(Sql& sql, const Value& value, const Binding& binding);

}  // namespace tenon::sql
