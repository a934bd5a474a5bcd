#pragma once
// IR to SQL: pure functions of the statement, its model and a dialect.

#include <string>
#include <vector>

#include "query/prepared.hpp"
#include "sql/statement.hpp"
#include <tenon/schema.hpp>

namespace tenon::sql {

class Dialect;

const Dialect& sqlite_dialect();
const Dialect& postgres_dialect();
const Dialect& mariadb_dialect();

/// Throws Unsupported for what the dialect can't do exactly, QueryError for what is malformed.
Statement compile(const query::Prepared& statement, const Dialect& dialect);

/// The statements that make a model's table and its indexes, in their order.
std::vector<std::string> create_table(const schema::Model& model, const Dialect& dialect);
std::string drop_table(const schema::Model& model, const Dialect& dialect);

/// What the database should say of each column, to compare with what it says (sync).
struct ColumnDefinition {
    std::string name;
    std::string type;  ///< "INTEGER", "text", "bigint", as CREATE TABLE spells it
    bool not_null = false;
};
std::vector<ColumnDefinition> columns(const schema::Model& model, const Dialect& dialect);

}  // namespace tenon::sql
