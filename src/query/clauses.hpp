#pragma once
// What the clauses of a list say, and the select that they make.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ir/statement.hpp"
#include "query/decoder.hpp"

namespace tenon::query {

/// What the clauses of a list say, before the verb decides what they belong to.
struct Clauses {
    std::vector<ir::Expr> where, having, group;
    std::vector<ir::Order> order;
    std::vector<ir::Output> outputs;
    std::vector<ir::Assignment> assignments;
    std::optional<ir::Expr> limit, offset;
    std::optional<std::uint16_t> per_parent;
    bool distinct = false;
    bool with_hidden = false;
    std::vector<std::uint16_t> left_out;
    std::vector<ir::Expr> distinct_on;
    std::optional<ir::Tree> tree;
    std::string hint;
    std::vector<ir::Select> combined;  // what the clauses are on, when it isn't the model
    ir::SetOperation operation{};
    std::vector<ir::Select> source;  // likewise
    std::shared_ptr<schema::Model> source_rows;
    std::optional<ir::Join> join;            // likewise
    std::shared_ptr<const ir::Named> named;  // likewise
    std::vector<std::shared_ptr<ir::Named>> with;
    std::optional<ir::RowLock> lock;
    ir::Deleted deleted{};
    bool purges = false;
    bool absent_where = false;  // a `where` was there, but only of absent `when`s
};

/// Does it change rows?
[[nodiscard]] inline bool writes(ir::Verb verb) { return ir::updates(verb) || ir::removes(verb); }
/// Has the clause a meaning in a statement of this verb?
[[nodiscard]] bool takes(ir::Verb verb, ir::Op clause);
[[noreturn]] void refuse_clause(ir::Op clause, ir::Verb verb, const schema::Model& model);
/// Throws QueryError: rows are locked by a query on a model's own rows, and this is in it.
[[noreturn]] void refuse_lock(const schema::Model& model, const std::string& what);
/// Takes the clause's operands from the stack.
void add_clause(Clauses& clauses, const ir::Node& node, Decoder& decoder, const schema::Model& model);
/// All of them; nothing when there is none.
[[nodiscard]] std::optional<ir::Expr> conjunction(std::vector<ir::Expr> conditions);
/// Gives at most so many rows, unless the limit is smaller, or bound.
void cap(std::optional<ir::Expr>& limit, std::int64_t most);
[[nodiscard]] ir::Select select_of(const schema::Model& model, ir::Verb verb, Clauses clauses);

}  // namespace tenon::query
