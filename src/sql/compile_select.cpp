// Select: rows, their count, whether there are any, and aggregates.

#include <utility>

#include "sql/compiler.hpp"
#include <tenon/error.hpp>

namespace tenon::sql {
namespace {

using Kind = ir::Select::Kind;

/// Whole rows of a model with a key differ from each other already.
bool is_distinct(const ir::Select& select) {
    return select.distinct && (!select.outputs.empty() || select.model->key.empty());
}

/// `distinct` with an order is written as a group of all results: there, an order may be any expression of them.
bool groups_for_distinct(const ir::Select& select) {
    return is_distinct(select) && select.group.empty() && !select.order.empty() && !select.outputs.empty();
}

bool counts_plainly(const ir::Select& select) {
    return !select.tree && !select.join && select.with.empty() && select.combined.empty() &&
           select.distinct_on.empty() && !select.limit && !select.offset && !select.per_parent &&
           select.group.empty() && !select.having && !is_distinct(select);
}

}  // namespace

void Compiler::select(const ir::Select& select) {
    switch (select.kind) {
    case Kind::count: return count(select);
    case Kind::exists:
        sql << "select exists (";
        rows(select, is_distinct(select) || select.per_parent ? Fixed() : Fixed("1"));
        sql << ")";
        return;
    default: rows(select, Fixed());
    }
    if (select.lock) dialect.lock_rows(sql, *select.lock);
}

void Compiler::count(const ir::Select& select) {
    if (select.estimated) return dialect.estimated_count(sql, table_of(*select.model, dialect));
    if (counts_plainly(select)) {
        sql << "select count(*)";
        from(select);
        scopes_.push_back(Scope{select.model, nullptr, 0});
        where(select.where);
        scopes_.pop_back();
        return;
    }
    sql << "select count(*) from (";
    ir::Select counted = select;
    if (select.distinct_on.empty()) counted.order.clear();
    rows(counted, is_distinct(select) || select.per_parent ? Fixed() : Fixed("1"));
    sql << ") as t";
}

void Compiler::rows(const ir::Select& select, Fixed instead) {
    if (!select.with.empty()) with(select);
    if (select.per_parent && (select.limit || select.offset)) return per_parent_rows(select);
    if (!select.distinct_on.empty()) return first_of_each(select, instead);
    if (select.tree) tree(select);
    const std::size_t joined = std::exchange(joined_, select.join ? next_alias() : 0);
    const schema::Model* joined_model =
        std::exchange(joined_model_, select.join ? select.join->sides[1].model : nullptr);
    sql << (is_distinct(select) && !groups_for_distinct(select) ? Fixed("select distinct ") : Fixed("select "));
    scopes_.push_back(Scope{select.model, nullptr, 0});
    if (instead.empty()) {
        result_columns(select);
    } else {
        sql << instead;
    }
    scopes_.pop_back();
    from(select);
    scopes_.push_back(Scope{select.model, nullptr, 0});
    where(select.join && !needs_query(select.join->sides[0]) ? select.join->sides[0].where : select.where);
    group(select);
    order(select.order);
    limit(select);
    scopes_.pop_back();
    joined_ = joined;
    joined_model_ = joined_model;
}

void Compiler::per_parent_rows(const ir::Select& select) {
    query::require(dialect.backend(), query::Capability::per_parent_limit);
    if (!select.group.empty() || select.distinct) throw QueryError("a limit per parent can't be joined with groups");
    scopes_.push_back(Scope{select.model, nullptr, 0});
    sql << "select ";
    result_columns(select);
    sql << " from (select ";
    all_columns(*select.model);
    sql << ", row_number() over (partition by ";
    sql.alias(0) << "." << column_of(*select.model, *select.per_parent);
    order(select.order);
    sql << ") as tenon_row";
    scopes_.pop_back();
    from(select);
    scopes_.push_back(Scope{select.model, nullptr, 0});
    where(select.where);
    sql << ") as t0 where ";
    per_parent_limit(select);
    order(select.order);
    scopes_.pop_back();
}

void Compiler::numbered_limit(const ir::Select& select, std::size_t alias) {
    if (select.offset) {
        sql.alias(alias) << ".tenon_row > ";
        value(*select.offset);
    }
    if (select.offset && select.limit) sql << " and ";
    if (select.limit) {
        sql.alias(alias) << (select.offset ? Fixed(".tenon_row - ") : Fixed(".tenon_row"));
        if (select.offset) value(*select.offset);
        sql << " <= ";
        value(*select.limit);
    }
}

void Compiler::result_columns(const ir::Select& select) {
    if (select.outputs.empty()) return all_columns(*select.model);
    for (std::size_t i = 0; i < select.outputs.size(); ++i) {
        if (i > 0) sql << ", ";
        output(select.outputs[i]);
    }
}

void Compiler::output(const ir::Output& output) {
    value(output.expr);
    if (!output.alias.empty()) sql << " as " << Identifier(output.alias);
}

void Compiler::all_columns(const schema::Model& model, std::size_t alias) {
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        if (i > 0) sql << ", ";
        sql.alias(alias) << "." << Identifier(model.fields[i].column);
    }
}

void Compiler::from(const ir::Select& select) {
    if (!select.combined.empty()) return combined(select);
    if (!select.source.empty()) return source(select.source.front());
    if (select.join) return joined_from(select);
    if (select.tree && select.tree->has_many_ways()) return tree_above(select);
    if (!select.tree) {
        from(*select.model);
        if (!select.hint.empty()) dialect.index_hint(sql, Identifier(select.hint));
        return;
    }
    sql << " from tenon_tree as t0";
}

void Compiler::from(const schema::Model& model) {
    sql << " from ";
    table(model, 0);
}

void Compiler::table(const schema::Model& model, std::size_t alias) {
    dialect.related_table(sql, table_of(model, dialect), changed_ == &model);
    sql << " as ";
    sql.alias(alias);
}

void Compiler::where(const std::optional<ir::Expr>& filter) {
    if (!filter || is_constant(*filter, true)) return;
    sql << " where ";
    this->filter(*filter);
}

void Compiler::group(const ir::Select& select) {
    const bool distinct = groups_for_distinct(select);
    const std::size_t count = distinct ? select.outputs.size() : select.group.size();
    for (std::size_t i = 0; i < count; ++i) {
        sql << (i == 0 ? Fixed(" group by ") : Fixed(", "));
        dialect.group_key(*this, distinct ? select.outputs[i].expr : select.group[i]);
    }
    if (select.having && !is_constant(*select.having, true)) {
        sql << " having ";
        condition(*select.having);
    }
}

// What is empty for each row sorts nothing; PostgreSQL refuses it.
void Compiler::order(const std::vector<ir::Order>& order) {
    bool is_first = true;
    for (const ir::Order& key : order) {
        if (is_empty_constant(key.by)) continue;
        sql << (std::exchange(is_first, false) ? Fixed(" order by ") : Fixed(", "));
        if (key.by.op != ir::Op::joined) {
            dialect.order_key(*this, key);
            continue;
        }
        scopes_.push_back(Scope{joined_model_, nullptr, joined_});
        dialect.order_key(*this, {key.by.args.at(0), key.descending, key.empties});
        scopes_.pop_back();
    }
}

void Compiler::limit(const ir::Select& select) {
    if (!select.limit && !select.offset) return;
    dialect.limit(*this, select.limit ? &*select.limit : nullptr, select.offset ? &*select.offset : nullptr);
}

}  // namespace tenon::sql
