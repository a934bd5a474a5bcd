// Conditions on related rows. The join is plain `=`: an empty reference is related to nothing (semantics, rule 2).

#include "sql/compiler.hpp"
#include <tenon/error.hpp>

namespace tenon::sql {

void Compiler::related(const ir::Expr& e, Fixed what) {
    if (e.relation == nullptr || e.relation->target == nullptr) throw QueryError("a relation was not resolved");
    if (scopes_.empty() || scopes_.back().model == nullptr) throw QueryError("a relation needs a row of a model");
    const schema::Relation& relation = *e.relation;
    const Scope from = scopes_.back();
    const Scope to{relation.target, nullptr, next_alias()};
    sql << what << " from ";
    dialect.related_table(sql, table_of(*relation.target), relation.target == changed_);
    sql << " as ";
    sql.alias(to.alias) << " where ";
    for (std::size_t i = 0; i < relation.local.size(); ++i) {
        if (i > 0) sql << " and ";
        sql.alias(to.alias) << "." << column_of(*to.model, relation.foreign.at(i)) << " = ";
        sql.alias(from.alias) << "." << column_of(*from.model, relation.local[i]);
    }
    scopes_.push_back(to);
    if (!is_constant(e.args.at(0), true)) {
        sql << " and ";
        condition(e.args.at(0), Around::and_);
    }
    scopes_.pop_back();
}

}  // namespace tenon::sql
