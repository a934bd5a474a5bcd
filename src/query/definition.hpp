#pragma once
// Conditions and values that belong to a model's description: of indexes, constraints and generated columns.

#include <span>
#include <vector>

#include "ir/statement.hpp"
#include "query/prepared.hpp"
#include <tenon/schema.hpp>

namespace tenon::query {

/// An expression with its values, which are cast to what they meet.
struct Definition {
    ir::Expr resolved;  ///< what the evaluator reads
    ir::Expr normal;    ///< what compilers read
    std::vector<Value> values;
};

/// Throws SchemaError for what means nothing, and for what a table's definition can't hold: related rows, aggregates.
/// `what` names the place, for errors: "the constraint `adult`".
Definition define_condition(const schema::Model& model, const ir::Code& code, const std::string& what);
/// The same of what the library evaluates by itself, for which no table's definition need hold it.
Definition define_check(const schema::Model& model, const ir::Code& code, const std::string& what);
Definition define_value(const schema::Model& model, const ir::Code& code, const std::string& what);

/// What the rows of an index fulfil: its `where`, and that they are living. No nodes: all rows are in it.
ir::Code condition_of(const schema::Model& model, const schema::Index& index);

/// A value as the slot wants it; a list's empties are left out. `path` is for errors.
Value cast_value(const Slot& slot, const Value& value, const std::string& path);

}  // namespace tenon::query
