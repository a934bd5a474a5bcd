// Rows beside those that a relation leads to. The join is plain `=`: an empty reference is related to nothing (rule 2).

#include <utility>

#include "sql/compiler.hpp"

namespace tenon::sql {

bool needs_query(const ir::Select& select) noexcept {
    return select.tree || !select.distinct_on.empty() || select.limit || select.offset;
}

void Compiler::joined_from(const ir::Select& select) {
    query::require(dialect.backend(), query::Capability::joins);
    const ir::Join& join = *select.join;
    const ir::Select& first = join.sides[0];
    const ir::Select& second = join.sides[1];
    const std::vector<Scope> outside = std::exchange(scopes_, {});
    if (needs_query(first)) {
        sql << " from (";
        rows(first, Fixed());
        sql << ") as t0";
    } else {
        from(*first.model);
    }
    sql << (join.keeps_unmatched ? Fixed(" left join ") : Fixed(" join "));
    if (second.limit || second.offset) {
        scopes_.push_back(Scope{first.model, nullptr, 0});
        dialect.limited_join(*this, join, joined_);
    } else {
        table(*second.model, joined_);
        sql << " on ";
        joined_condition(join, 0, joined_);
        scopes_.push_back(Scope{second.model, nullptr, joined_});
        if (second.where) {
            sql << " and ";
            condition(*second.where, Around::and_);
        }
    }
    scopes_ = outside;
}

void Compiler::joined_condition(const ir::Join& join, std::size_t here, std::size_t there) {
    for (std::size_t i = 0; i < join.here.size(); ++i) {
        if (i > 0) sql << " and ";
        sql.alias(there) << "." << column_of(*join.sides[1].model, join.there[i]) << " = ";
        sql.alias(here) << "." << column_of(*join.sides[0].model, join.here[i]);
    }
}

void Compiler::rows_beside(const ir::Join& join, std::size_t alias) {
    const ir::Select& second = join.sides[1];
    sql << " from ";
    table(*second.model, alias);
    sql << " where ";
    joined_condition(join, 0, alias);
    if (!second.where) return;
    sql << " and ";
    scopes_.push_back(Scope{second.model, nullptr, alias});
    condition(*second.where, Around::and_);
    scopes_.pop_back();
}

void Compiler::order_and_limit_beside(const ir::Join& join, std::size_t alias) {
    scopes_.push_back(Scope{join.sides[1].model, nullptr, alias});
    order(join.sides[1].order);
    limit(join.sides[1]);
    scopes_.pop_back();
}

void Compiler::numbered_rows(const ir::Join& join, std::size_t alias) {
    const ir::Select& second = join.sides[1];
    scopes_.push_back(Scope{second.model, nullptr, alias});
    sql << "select ";
    all_columns(*second.model, alias);
    sql << ", row_number() over (partition by ";
    for (std::size_t i = 0; i < join.there.size(); ++i) {
        if (i > 0) sql << ", ";
        sql.alias(alias) << "." << column_of(*second.model, join.there[i]);
    }
    order(second.order);
    sql << ") as tenon_row from ";
    table(*second.model, alias);
    where(second.where);
    scopes_.pop_back();
}

}  // namespace tenon::sql
