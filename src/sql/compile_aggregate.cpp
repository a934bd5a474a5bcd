// Aggregates, over groups and over the rows beside one.

#include <algorithm>
#include <utility>

#include "query/expression.hpp"
#include "sql/compiler.hpp"

namespace tenon::sql {

using ir::Op;

void Compiler::aggregate(const ir::Expr& e) {
    switch (e.op) {
    case Op::count_rows: sql << "count(*)"; return window();
    case Op::sum: return dialect.sum(*this, e.args.at(0));
    case Op::avg: return dialect.average(*this, e.args.at(0));
    case Op::min:
    case Op::max: return dialect.extreme(*this, e.args.at(0), e.op == Op::max);
    case Op::first:
    case Op::last:
    case Op::push:
        query::require(dialect.backend(), query::Capability::ordered_aggregates);
        return dialect.ordered_aggregate(*this, e);
    default:
        sql << (e.op == Op::count ? Fixed("count(") : Fixed("count(distinct "));
        value(e.args.at(0));
        sql << ")";
        window();
    }
}

void Compiler::over(const ir::Expr& e) {
    query::require(dialect.backend(), query::Capability::window_functions);
    const ir::Expr& function = e.args.at(0);
    const ir::Expr* outside = std::exchange(window_, &e);
    switch (function.op) {
    case Op::row_number: sql << "row_number()"; break;
    case Op::rank: sql << "rank()"; break;
    case Op::dense_rank: sql << "dense_rank()"; break;
    case Op::lag:
    case Op::lead:
        sql << (function.op == Op::lag ? Fixed("lag(") : Fixed("lead("));
        value(function.args.at(0));
        sql << ", " << std::int64_t{function.detail} << ")";
        break;
    default: aggregate(function);
    }
    window();
    window_ = outside;
}

// Databases differ in the frame that they take when none is said: it is said.
void Compiler::window() {
    if (window_ == nullptr) return;
    const ir::Expr& e = *std::exchange(window_, nullptr);
    const auto is_key = [](const ir::Expr& operand) { return operand.op == Op::order_key; };
    const auto keys = std::find_if(e.args.begin() + 1, e.args.end(), is_key);
    sql << " over (";
    for (auto part = e.args.begin() + 1; part != keys; ++part) {
        sql << (part == e.args.begin() + 1 ? Fixed("partition by ") : Fixed(", "));
        value(*part);
    }
    if (keys != e.args.begin() + 1 && keys != e.args.end()) sql << " ";
    for (auto key = keys; key != e.args.end(); ++key) {
        sql << (key == keys ? Fixed("order by ") : Fixed(", "));
        dialect.order_key(*this, query::order_of(*key));
    }
    if (keys != e.args.end() && query::is_aggregate(e.args.front().op))
        sql << " rows between unbounded preceding and current row";
    sql << ")";
}

}  // namespace tenon::sql
