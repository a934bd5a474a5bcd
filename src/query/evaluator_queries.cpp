// Queries inside a query.

#include <algorithm>

#include "query/evaluation.hpp"
#include <tenon/error.hpp>

namespace tenon::query {

const std::vector<std::vector<Value>>& Evaluation::rows_of(const ir::Expr& expr) {
    const auto found = queried_.find(&expr);
    if (found != queried_.end()) return found->second;
    if (related_ == nullptr) throw QueryError("a query inside an expression can't be asked here: there are no rows");
    return queried_.emplace(&expr, run(expr.query.front(), *related_, values_)).first->second;
}

bool Evaluation::in_query(const ir::Expr& expr) {
    Value room;
    const Value& sought = look(expr.args.at(0), room);
    if (sought.is_empty()) return false;
    const auto& rows = rows_of(expr.args.at(1));
    return std::any_of(rows.begin(), rows.end(), [&](const auto& row) { return row.front() == sought; });
}

}  // namespace tenon::query
