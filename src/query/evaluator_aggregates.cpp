// Rule 7: what aggregates make of a group.

#include <algorithm>
#include <unordered_set>

#include "query/arithmetic.hpp"
#include "query/equality.hpp"
#include "query/evaluation.hpp"
#include "query/evaluation_error.hpp"
#include "query/expression.hpp"
#include "query/value_key.hpp"
#include <tenon/error.hpp>
#include <tenon/schema.hpp>

namespace tenon::query {

using ir::Expr;
using ir::Op;

namespace {

Value zero(BaseType type) {
    if (is_real(type)) return 0.0;
    return type == BaseType::decimal ? Value(Decimal()) : Value(0);
}

// Integers are summed as decimals: an average never overflows.
Value average(const std::vector<Value>& values) {
    if (values.empty()) return {};
    const auto count = static_cast<double>(values.size());
    Value sum = values.front().if_real() != nullptr ? Value(0.0) : Value(Decimal());
    for (const Value& value : values) sum = compute(Op::add, sum, value);
    const Decimal* decimal = sum.if_decimal();
    return (decimal != nullptr ? decimal->to_double() : sum.as_double()) / count;
}

Value total(const std::vector<Value>& values, BaseType type) {
    Value sum = zero(type);
    try {
        for (const Value& value : values) sum = compute(Op::add, sum, value);
    } catch (const EvaluationError&) {
        throw EvaluationError(overflow_sentence(name_of(Op::sum)));
    }
    return sum;
}

Value extreme(const std::vector<Value>& values, bool greatest) {
    const Value* best = nullptr;
    for (const Value& value : values)
        if (best == nullptr || (greatest ? order(value, *best) > 0 : order(value, *best) < 0)) best = &value;
    return best != nullptr ? *best : Value();
}

std::size_t distinct(const std::vector<Value>& values) {
    std::unordered_set<std::string> keys;
    for (const Value& value : values) keys.insert(key_of({&value, 1}));
    return keys.size();
}

}  // namespace

Value Evaluation::aggregate(const Expr& expr) {
    if (group_ == nullptr) throw QueryError("`" + std::string(name_of(expr.op)) + "` has no rows to aggregate");
    if (expr.op == Op::count_rows) return group_->size();
    if (is_ordered_aggregate(expr.op)) return ordered_aggregate(expr);
    const std::vector<Row>& group = *group_;
    const std::vector<Frame> outer = frames_;
    std::vector<Value> values;
    for (const Row row : group) {
        set_row(row);
        Value found = value(expr.args.at(0));
        if (!found.is_empty()) values.push_back(std::move(found));
    }
    frames_ = outer;
    switch (expr.op) {
    case Op::count: return values.size();
    case Op::count_distinct: return distinct(values);
    case Op::sum: return total(values, expr.type);
    case Op::avg: return average(values);
    default: return extreme(values, expr.op == Op::max);
    }
}

Value Evaluation::ordered_aggregate(const Expr& expr) {
    struct Item {
        Value value;
        std::vector<Value> keys;
    };
    const std::vector<Frame> outer = frames_;
    std::vector<Item> items;
    for (const Row row : *group_) {
        set_row(row);
        Item item{value(expr.args.at(0)), {}};
        for (std::size_t i = 1; i < expr.args.size(); ++i) item.keys.push_back(value(expr.args[i].args.at(0)));
        if (expr.op != Op::push || !item.value.is_empty()) items.push_back(std::move(item));
    }
    frames_ = outer;
    std::stable_sort(items.begin(), items.end(), [&](const Item& a, const Item& b) {
        return compare_keys(a.keys, b.keys, std::span(expr.args).subspan(1)) < 0;
    });
    if (expr.op != Op::push) {
        if (items.empty()) return {};
        return expr.op == Op::first ? items.front().value : items.back().value;
    }
    Array pushed;
    for (Item& item : items) pushed.push_back(std::move(item.value));
    return Value(std::move(pushed));
}

int compare_keys(std::span<const Value> a, std::span<const Value> b, std::span<const Expr> keys) {
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const Direction direction{(keys[i].flags & ir::descending) != 0, empties_of(keys[i].flags)};
        if (const int compared = compare_in_order(a[i], b[i], direction, keys[i].args.at(0).declared); compared != 0)
            return compared;
    }
    return 0;
}

}  // namespace tenon::query
