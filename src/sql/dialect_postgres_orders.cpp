// PostgreSQL's aggregates that look at rows in an order, and the first rows beside another in one.

#include "query/expression.hpp"
#include "sql/compiler.hpp"
#include "sql/dialect_postgres.hpp"

namespace tenon::sql {

using ir::Op;

void PostgresDialect::ordered_aggregate(Compiler& c, const ir::Expr& e) const {
    const ir::Expr& of = e.args.at(0);
    c.sql << (e.op == Op::push ? Fixed("coalesce(jsonb_agg(") : Fixed("(array_agg("));
    c.value(of);
    for (std::size_t i = 1; i < e.args.size(); ++i) {
        c.sql << (i == 1 ? Fixed(" order by ") : Fixed(", "));
        const ir::Order order = query::order_of(e.args[i]);
        order_key(c, e.op == Op::last ? query::reversed(order) : order);
    }
    if (e.op != Op::push) {
        c.sql << "))[1]";
        return;
    }
    c.sql << ")";
    if (of.nullable) {
        c.sql << " filter (where ";
        c.value(of);
        c.sql << " is not null)";
    }
    c.sql << ", '[]'::jsonb)";
}

void PostgresDialect::limited_join(Compiler& c, const ir::Join& join, std::size_t alias) const {
    const std::size_t row = c.next_alias();
    c.sql << "lateral (select ";
    c.columns_of(*join.sides[1].model, row);
    c.rows_beside(join, row);
    c.order_and_limit_beside(join, row);
    c.sql << ") as ";
    c.sql.alias(alias) << " on true";
}

}  // namespace tenon::sql
