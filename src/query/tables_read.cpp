#include "query/tables_read.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include <tenon/schema.hpp>

namespace tenon::query {

using ir::Expr;
using ir::Select;

namespace {

bool is_table(const schema::Model* asked, const schema::Model& model) {
    return asked != nullptr && asked->table == model.table && asked->table_schema == model.table_schema;
}

bool reads_table(const Select& select, const schema::Model& model) {
    const auto one = [&](const std::optional<Expr>& expr) { return expr && query::reads_table(*expr, model); };
    const auto any = [&](const std::vector<Expr>& exprs) {
        return std::any_of(exprs.begin(), exprs.end(),
                           [&](const Expr& expr) { return query::reads_table(expr, model); });
    };
    const auto queries = [&](const std::vector<Select>& selects) {
        return std::any_of(selects.begin(), selects.end(),
                           [&](const Select& query) { return reads_table(query, model); });
    };
    if (is_table(select.model, model) || one(select.where) || one(select.having)) return true;
    if (any(select.group) || any(select.distinct_on) || queries(select.combined) || queries(select.source)) return true;
    if (select.join && queries(select.join->sides)) return true;
    if (select.tree && (is_table(select.tree->links, model) || query::reads_table(select.tree->start, model)))
        return true;
    const auto of_output = [&](const ir::Output& output) { return query::reads_table(output.expr, model); };
    const auto of_order = [&](const ir::Order& order) { return query::reads_table(order.by, model); };
    const auto of_named = [&](const auto& named) { return reads_table(named->query, model); };
    return std::any_of(select.outputs.begin(), select.outputs.end(), of_output) ||
           std::any_of(select.order.begin(), select.order.end(), of_order) ||
           std::any_of(select.with.begin(), select.with.end(), of_named);
}

}  // namespace

bool reads_table(const Expr& expr, const schema::Model& model) {
    if (expr.relation != nullptr && is_table(expr.relation->target, model)) return true;
    return std::any_of(expr.args.begin(), expr.args.end(), [&](const Expr& arg) { return reads_table(arg, model); }) ||
           std::any_of(expr.query.begin(), expr.query.end(),
                       [&](const Select& select) { return reads_table(select, model); });
}

}  // namespace tenon::query
