// Queries inside a query. They see only their own rows, so that their aliases begin anew: a name means the innermost.

#include <utility>

#include "sql/compiler.hpp"

namespace tenon::sql {

void Compiler::subquery(const ir::Select& select, Fixed instead) {
    query::require(dialect.backend(), query::Capability::subqueries);
    const bool grouped = select.kind == ir::Select::Kind::aggregate || select.distinct;
    std::vector<Scope> outside = std::exchange(scopes_, {});
    const ir::Expr* window = std::exchange(window_, nullptr);
    rows(select, grouped ? Fixed() : instead);
    window_ = window;
    scopes_ = std::move(outside);
}

// MariaDB knows no limit directly in an `in`.
void Compiler::in_query(const ir::Expr& e) {
    const ir::Select& select = e.args.at(1).query.front();
    const bool limited = select.limit || select.offset;
    exactly(e.args.at(0));
    sql << (limited ? Fixed(" in (select * from (") : Fixed(" in ("));
    subquery(select, Fixed());
    sql << (limited ? Fixed(") as t)") : Fixed(")"));
}

}  // namespace tenon::sql
