// Aggregates: what $group collects, and what is made of it afterwards (rule 7).

#include <algorithm>

#include "bson/compiler.hpp"
#include "bson/storage.hpp"
#include "query/capabilities.hpp"
#include "query/collation.hpp"
#include "query/expression.hpp"

namespace tenon::bson {

using ir::Expr;
using ir::Op;

namespace {

// A sum of this many rows is exact: digits that a sum has beyond its summands'.
constexpr int sum_digits = 12;

bool sums_as_decimal(const Expr& operand) { return is_integer(operand.type) && !is_narrow(operand); }

}  // namespace

void Compiler::set_known(std::vector<Known> known, bool grouped) {
    known_ = std::move(known);
    grouped_ = grouped;
}

std::optional<std::string> Compiler::known_path(const Expr& expr) const {
    for (const Known& known : known_)
        if (query::same_expression(*known.expr, expr)) return "$" + known.path;
    return std::nullopt;
}

void Compiler::collect_aggregates(const Expr& expr) {
    if (!query::is_aggregate(expr.op)) {
        for (const Expr& operand : expr.args) collect_aggregates(operand);
        return;
    }
    for (const Accumulator& there : accumulators_)
        if (query::same_expression(*there.expr, expr)) return;
    Accumulator made = accumulator(expr);
    made.expr = &expr;
    made.name = "a" + std::to_string(accumulators_.size());
    accumulators_.push_back(std::move(made));
}

Compiler::Accumulator Compiler::accumulator(const Expr& expr) {
    if (query::is_ordered_aggregate(expr.op))
        query::require(query::Backend::mongodb, query::Capability::ordered_aggregates);
    if (expr.op == Op::count_rows) return {nullptr, {}, document("$sum", number(1)), number(0)};
    const Expr& operand = expr.args[0];
    switch (expr.op) {
    case Op::count: {
        Template given = call("$gt", expression(operand), null());
        Template one = operand.nullable ? document("$cond", array({std::move(given), number(1), number(0)}))
                                        : number(1);
        return {nullptr, {}, document("$sum", std::move(one)), number(0)};
    }
    case Op::count_distinct: return {nullptr, {}, document("$addToSet", comparable(operand)), array()};
    case Op::sum: {
        if (operand.type == BaseType::decimal) {
            const bool sure = operand.declared != nullptr && operand.declared->precision > 0 &&
                              operand.declared->precision + sum_digits <= decimal128_digits;
            if (!sure) {
                refuse("a sum of decimals of more than 22 digits may have more than 34 (rule 7); declare a smaller "
                       "precision.");
            }
        }
        Template what = expression(operand);
        if (sums_as_decimal(operand)) what = document("$toDecimal", std::move(what));
        return {nullptr, {}, document("$sum", std::move(what)), number(0)};
    }
    case Op::avg: {
        Template what = expression(operand);
        if (operand.type == BaseType::decimal) what = document("$toDouble", std::move(what));
        return {nullptr, {}, document("$avg", std::move(what)), null()};
    }
    default:
        check_collation(query::collation_of(operand));
        return {nullptr, {}, document(expr.op == Op::min ? "$min" : "$max", expression(operand)), null()};
    }
}

// Over groups: from what $group has collected.
Template Compiler::aggregate(const Expr& expr) const {
    const auto is_this = [&](const Accumulator& one) { return query::same_expression(*one.expr, expr); };
    const auto found = std::find_if(accumulators_.begin(), accumulators_.end(), is_this);
    if (!grouped_ || found == accumulators_.end()) {
        refuse("`" + std::string(name_of(expr.op)) + "` stands where no group was made.");
    }
    Template place = text("$" + found->name);
    if (expr.op == Op::count_distinct) {
        return document("$size", call("$setDifference", std::move(place), array({null()})));
    }
    const bool wide = expr.op == Op::sum && sums_as_decimal(expr.args[0]);
    return wide ? document("$toLong", std::move(place)) : std::move(place);
}

}  // namespace tenon::bson
