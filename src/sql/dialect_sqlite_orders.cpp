// SQLite's aggregates that look at rows in an order: before version 3.44 none of its own does. And the first rows beside
// another in one: it has no lateral.

#include <string_view>

#include "query/collation.hpp"
#include "query/expression.hpp"
#include "sql/compiler.hpp"
#include "sql/dialect_sqlite.hpp"

namespace tenon::sql {

using ir::Op;

namespace {

bool has_empties_first(const ir::Order& order) {
    return order.empties == ir::Empties::as_declared ? !order.descending : order.empties == ir::Empties::first;
}

std::vector<ir::Order> orders_of(const ir::Expr& e) {
    std::vector<ir::Order> orders;
    for (std::size_t i = 1; i < e.args.size(); ++i) {
        const ir::Order order = query::order_of(e.args[i]);
        orders.push_back(e.op == Op::last ? query::reversed(order) : order);
    }
    return orders;
}

}  // namespace

void SqliteDialect::ordered_aggregate(Compiler& c, const ir::Expr& e) const {
    const ir::Expr& of = e.args.at(0);
    const std::vector<ir::Order> orders = orders_of(e);
    std::string words;
    for (const ir::Order& order : orders) {
        words += order.descending ? 'd' : 'a';
        words += has_empties_first(order) ? 'f' : 'l';
    }
    c.sql << (e.op == Op::push ? Fixed("tenon_push(") : Fixed("tenon_first("));
    pushed(c, of, e.op == Op::push);
    c.sql << ", ";
    c.sql.literal(words);
    for (const ir::Order& order : orders) {
        c.sql << ", ";
        check_key(c, order.by);
        aggregate_key(c, order.by);
    }
    c.sql << ")";
}

// A function sees no collation.
void SqliteDialect::aggregate_key(Compiler& c, const ir::Expr& by) const {
    const std::string_view language = query::collation_of(by);
    if (language.empty()) return order_value(c, by);
    c.sql << "tenon_order_in(";
    c.value(by);
    c.sql << ", ";
    c.sql.literal(language) << ")";
}

// Instants are numbers in a column, and text in JSON.
void SqliteDialect::pushed(Compiler& c, const ir::Expr& of, bool as_json) const {
    const bool instant = as_json && of.type == BaseType::timestamp &&
                         (of.declared == nullptr || !of.declared->stored_as_text);
    if (instant) c.sql << "tenon_instant(";
    c.value(of);
    if (instant) c.sql << ", 6)";
}

// By the key, so that an index on the reference is used for each row of the first query.
void SqliteDialect::limited_join(Compiler& c, const ir::Join& join, std::size_t alias) const {
    const schema::Model& model = *join.sides[1].model;
    if (model.key.size() != 1) return Dialect::limited_join(c, join, alias);
    const Identifier key = column_of(model, model.key.front());
    const std::size_t row = c.next_alias();
    c.sql << table_of(model, *this) << " as ";
    c.sql.alias(alias) << " on ";
    c.sql.alias(alias) << "." << key << " in (select ";
    c.sql.alias(row) << "." << key;
    c.rows_beside(join, row);
    c.order_and_limit_beside(join, row);
    c.sql << ")";
}

}  // namespace tenon::sql
