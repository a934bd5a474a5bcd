// Conditions on related rows. The join is plain `=`: an empty reference is related to nothing (semantics, rule 2).

#include <algorithm>

#include "sql/compiler.hpp"
#include <tenon/error.hpp>

namespace tenon::sql {

using ir::Op;

namespace {

/// Does it name a row around the one that it is a condition on?
bool reaches_out(const ir::Expr& e, std::size_t depth) {
    if (e.scope > depth) return true;
    const bool is_related = query::is_related(e.op);
    const bool has_elements = query::is_array_quantifier(e.op);
    for (std::size_t i = 0; i < e.args.size(); ++i) {
        const bool inside = is_related || (has_elements && i == 1);
        if (reaches_out(e.args[i], depth + (inside ? 1 : 0))) return true;
    }
    return false;
}

/// Is there an index that begins with this field?
bool is_indexed(const schema::Model& model, std::uint16_t field) {
    if (!model.key.empty() && model.key.front() == field) return true;
    return std::any_of(model.indexes.begin(), model.indexes.end(), [&](const schema::Index& index) {
        return !index.fields.empty() && index.fields.front() == field;
    });
}

/// Do all rows that fulfil it stand together in an index?
bool leads_to_rows(const ir::Expr& e, const schema::Model& model) {
    if (e.op == Op::when) return leads_to_rows(e.args.at(0), model);
    if (e.op == Op::and_)
        return std::any_of(e.args.begin(), e.args.end(),
                           [&](const ir::Expr& part) { return leads_to_rows(part, model); });
    const bool can = (e.op >= Op::eq && e.op <= Op::in && e.op != Op::ne) || e.op == Op::is_empty || e.op == Op::same ||
                     e.op == Op::in_query || e.op == Op::starts_with;
    return can && std::any_of(e.args.begin(), e.args.end(), [&](const ir::Expr& side) {
               return side.op == Op::field && side.scope == 0 && side.path.size() == 1 &&
                      is_indexed(model, side.path.front());
           });
}

/// One key, of the row referred to, which a condition of its own is on.
bool is_looked_up(const ir::Expr& e) {
    const schema::Relation* relation = e.relation;
    return relation != nullptr && relation->target != nullptr && relation->kind == schema::RelationKind::belongs_to &&
           relation->local.size() == 1 && e.scope == 0 && !is_constant(e.args.at(0), true) &&
           !reaches_out(e.args.at(0), 0);
}

}  // namespace

/// What is unknown counts as false.
void Compiler::filter(const ir::Expr& condition) {
    const schema::Model* model = scopes_.empty() ? nullptr : scopes_.back().model;
    filters_ = dialect.looks_up_references() && model != nullptr && !leads_to_rows(condition, *model);
    this->condition(condition);
    filters_ = false;
}

void Compiler::related_any(const ir::Expr& e, bool filters) {
    query::require(dialect.backend(), query::Capability::relation_conditions);
    if (filters && is_looked_up(e)) return look_up(e);
    sql << "exists (";
    related(e, "select 1");
    sql << ")";
}

/// An empty reference is in no list, and where that is unknown the row is left out just so.
void Compiler::look_up(const ir::Expr& e) {
    const schema::Relation& relation = *e.relation;
    const Scope from = scopes_.back();
    const Scope to{relation.target, nullptr, next_alias()};
    sql.alias(from.alias) << "." << column_of(*from.model, relation.local.front()) << " in (select ";
    sql.alias(to.alias) << "." << column_of(*to.model, relation.foreign.at(0)) << " from ";
    dialect.related_table(sql, table_of(*relation.target, dialect), relation.target == changed_);
    sql << " as ";
    sql.alias(to.alias) << " where ";
    scopes_.push_back(to);
    filter(e.args.at(0));
    scopes_.pop_back();
    sql << ")";
}

/// The row that a relation leads from.
Scope Compiler::related_scope(const ir::Expr& e) const {
    if (e.relation == nullptr || e.relation->target == nullptr) throw QueryError("a relation was not resolved");
    if (scopes_.empty() || scopes_.back().model == nullptr) throw QueryError("a relation needs a row of a model");
    return scopes_.back();
}

void Compiler::from_related(const schema::Relation& relation, const Scope& from, const Scope& to) {
    if (is_assigning_ && relation.target == changed_)  // SQLite and MariaDB write row by row, and read what they wrote
        query::require(dialect.backend(), query::Capability::assigned_from_table, changed_->name);
    sql << " from ";
    dialect.related_table(sql, table_of(*relation.target, dialect), relation.target == changed_);
    sql << " as ";
    sql.alias(to.alias) << " where ";
    for (std::size_t i = 0; i < relation.local.size(); ++i) {
        if (i > 0) sql << " and ";
        sql.alias(to.alias) << "." << column_of(*to.model, relation.foreign.at(i)) << " = ";
        sql.alias(from.alias) << "." << column_of(*from.model, relation.local[i]);
    }
}

void Compiler::related_value(const ir::Expr& e) {
    query::require(dialect.backend(), query::Capability::relation_conditions);
    const Scope from = related_scope(e);
    const Scope to{e.relation->target, nullptr, next_alias()};
    sql << "(select ";
    scopes_.push_back(to);
    value(e.args.at(0));
    scopes_.pop_back();
    from_related(*e.relation, from, to);
    sql << ")";
}

void Compiler::related(const ir::Expr& e, Fixed what) {
    const Scope from = related_scope(e);
    const Scope to{e.relation->target, nullptr, next_alias()};
    sql << what;
    from_related(*e.relation, from, to);
    scopes_.push_back(to);
    if (!is_constant(e.args.at(0), true)) {
        sql << " and ";
        condition(e.args.at(0), Around::and_);
    }
    scopes_.pop_back();
}

}  // namespace tenon::sql
