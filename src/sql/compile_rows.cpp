// Rows that are not a table's alone: set operations, queries, trees, the first of each key.

#include <utility>

#include "sql/compiler.hpp"

namespace tenon::sql {
namespace {

Fixed words_of(ir::SetOperation operation) {
    switch (operation) {
    case ir::SetOperation::union_: return " union ";
    case ir::SetOperation::union_all: return " union all ";
    case ir::SetOperation::intersect: return " intersect ";
    case ir::SetOperation::except: return " except ";
    }
    return " union ";
}

/// A query with an order or a limit, or of several, can't be an operand of itself, and what stands before it in brackets is
/// read from left to right everywhere.
bool stands_alone(const ir::Select& select) {
    return !select.order.empty() || select.limit || select.offset || !select.combined.empty() || select.tree ||
           !select.with.empty() || !select.distinct_on.empty();
}

ir::Select with_names(const ir::Select& select) {
    ir::Select named = select;
    for (std::size_t i = 0; i < named.outputs.size(); ++i) named.outputs[i].alias = "c" + std::to_string(i + 1);
    return named;
}

}  // namespace

Identifier result_name(std::size_t number) { return Identifier("c" + std::to_string(number + 1)); }

void Compiler::combined(const ir::Select& select) {
    query::require(dialect.backend(), query::Capability::set_operations);
    const std::vector<Scope> outside = std::exchange(scopes_, {});
    sql << " from (";
    for (std::size_t i = 0; i < select.combined.size(); ++i) {
        const ir::Select& part = select.combined[i];
        if (i > 0) sql << words_of(select.operation);
        if (stands_alone(part)) sql << "select * from (";
        rows(i == 0 ? with_names(part) : part, Fixed());
        if (stands_alone(part)) sql << ") as t";
    }
    sql << ") as t0";
    scopes_ = outside;
}

void Compiler::source(const ir::Select& query) {
    query::require(dialect.backend(), query::Capability::query_rows);
    const std::vector<Scope> outside = std::exchange(scopes_, {});
    sql << " from (";
    rows(with_names(query), Fixed());
    sql << ") as t0";
    scopes_ = outside;
}

void Compiler::with(const ir::Select& select) {
    query::require(dialect.backend(), query::Capability::query_rows);
    const std::vector<Scope> outside = std::exchange(scopes_, {});
    for (const auto& named : select.with) {
        sql << (named == select.with.front() ? Fixed("with ") : Fixed(", ")) << table_of(*named->rows, dialect)
            << " as (";
        rows(with_names(named->query), Fixed());
        sql << ")";
    }
    sql << " ";
    scopes_ = outside;
}

void Compiler::further_steps(const ir::Tree& tree, Fixed reached) {
    if (!tree.levels) return where(tree.others);
    sql << " where " << reached << ".tenon_depth < ";
    value(*tree.levels);
    sql << " and (";
    condition(*tree.others);
    sql << ")";
}

// A row has one row above it. So no row is reached twice, if where it begins is not reached again; nor is a cycle, which only
// a row on it leads to.
void Compiler::tree(const ir::Select& select) {
    query::require(dialect.backend(), query::Capability::trees);
    const ir::Tree& tree = *select.tree;
    const auto columns = [&] {
        sql << "select ";
        all_columns(*select.model);
    };
    if (tree.links != nullptr) return tree_through(select);
    if (tree.up) return tree_up(select);
    scopes_.push_back(Scope{select.model, nullptr, 0});
    sql << "with recursive tenon_tree as (";
    columns();
    sql << ", 0 as tenon_depth";
    from(*select.model);
    where(tree.start);
    sql << " union all ";
    columns();
    sql << ", tenon_above.tenon_depth + 1";
    from(*select.model);
    sql << " join tenon_tree as tenon_above on ";
    sql.alias(0) << "." << column_of(*select.model, tree.reference) << " = tenon_above."
                 << column_of(*select.model, select.model->key.front());
    further_steps(tree, "tenon_above");
    sql << ") ";
    scopes_.pop_back();
}

// Several rows may have one above them, and a cycle is entered from outside: `union` gives each once. Only a number of steps
// that ends it lets them be counted.
void Compiler::tree_up(const ir::Select& select) {
    const ir::Tree& tree = *select.tree;
    const Identifier key = column_of(*select.model, select.model->key.front());
    const Identifier reference = column_of(*select.model, tree.reference);
    const auto columns = [&] {
        sql << "select ";
        sql.alias(0) << "." << key << " as tenon_key, ";
        sql.alias(0) << "." << reference << " as tenon_above, ";
    };
    scopes_.push_back(Scope{select.model, nullptr, 0});
    sql << "with recursive tenon_tree as (";
    columns();
    sql << "0 as tenon_depth";
    from(*select.model);
    where(tree.start);
    sql << " union ";
    columns();
    sql << (tree.levels ? Fixed("tenon_below.tenon_depth + 1") : Fixed("0"));
    from(*select.model);
    sql << " join tenon_tree as tenon_below on ";
    sql.alias(0) << "." << key << " = tenon_below.tenon_above";
    further_steps(tree, "tenon_below");
    sql << ") ";
    scopes_.pop_back();
}

// As upwards. Links that lead nowhere give an empty key, which is no row's.
void Compiler::tree_through(const ir::Select& select) {
    const ir::Tree& tree = *select.tree;
    scopes_.push_back(Scope{select.model, nullptr, 0});
    sql << "with recursive tenon_tree as (select ";
    sql.alias(0) << "." << column_of(*select.model, select.model->key.front()) << " as tenon_key, 0 as tenon_depth";
    from(*select.model);
    where(tree.start);
    sql << " union select ";
    sql.alias(0) << "." << column_of(*tree.links, tree.link_to) << " as tenon_key, "
                 << (tree.levels ? Fixed("tenon_before.tenon_depth + 1") : Fixed("0"));
    from(*tree.links);
    sql << " join tenon_tree as tenon_before on ";
    sql.alias(0) << "." << column_of(*tree.links, tree.link_from) << " = tenon_before.tenon_key";
    Fixed before = " where ";
    if (tree.levels) {
        sql << std::exchange(before, Fixed(" and ")) << "tenon_before.tenon_depth < ";
        value(*tree.levels);
    }
    scopes_.back().model = tree.links;
    if (tree.among_links) {
        sql << std::exchange(before, Fixed(" and "));
        condition(*tree.among_links);
    }
    if (tree.among) {
        sql << before;
        links_to_rows(select);
    }
    sql << ") ";
    scopes_.pop_back();
}

/// What a link leads to is one of the rows that are gone through.
void Compiler::links_to_rows(const ir::Select& select) {
    const Scope rows{select.model, nullptr, next_alias()};
    sql.alias(0) << "." << column_of(*select.tree->links, select.tree->link_to) << " in (select ";
    sql.alias(rows.alias) << "." << column_of(*select.model, select.model->key.front()) << " from ";
    table(*select.model, rows.alias);
    scopes_.push_back(rows);
    where(select.tree->among);
    scopes_.pop_back();
    sql << ")";
}

void Compiler::tree_above(const ir::Select& select) {
    const std::size_t alias = next_alias();
    sql << " from (select ";
    all_columns(*select.model, alias);
    sql << ", tenon_found.tenon_depth from ";
    table(*select.model, alias);
    sql << " join (select tenon_key, min(tenon_depth) as tenon_depth from tenon_tree group by tenon_key) as "
           "tenon_found on ";
    sql.alias(alias) << "." << column_of(*select.model, select.model->key.front()) << " = tenon_found.tenon_key) as t0";
}

void Compiler::first_of_each(const ir::Select& select, Fixed instead) {
    query::require(dialect.backend(), query::Capability::distinct_on);
    scopes_.push_back(Scope{select.model, nullptr, 0});
    sql << "select ";
    if (instead.empty())
        result_columns(select);
    else
        sql << instead;
    sql << " from (select ";
    all_columns(*select.model);
    sql << ", row_number() over (partition by ";
    for (std::size_t i = 0; i < select.distinct_on.size(); ++i) {
        if (i > 0) sql << ", ";
        value(select.distinct_on[i]);
    }
    order(select.order);
    sql << ") as tenon_row";
    from(select);
    where(select.where);
    sql << ") as t0 where t0.tenon_row = 1";
    order(select.order);
    limit(select);
    scopes_.pop_back();
}

}  // namespace tenon::sql
