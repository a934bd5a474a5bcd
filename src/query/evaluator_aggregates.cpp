// Rule 7: what aggregates make of a group.

#include <algorithm>

#include "query/accumulator.hpp"
#include "query/evaluation.hpp"
#include "query/expression.hpp"
#include <tenon/error.hpp>
#include <tenon/schema.hpp>

namespace tenon::query {

using ir::Expr;
using ir::Op;

Value Evaluation::aggregate(const Expr& expr) {
    if (group_ == nullptr) throw QueryError("`" + std::string(name_of(expr.op)) + "` has no rows to aggregate");
    if (expr.op == Op::count_rows) return group_->size();
    if (is_ordered_aggregate(expr.op)) return ordered_aggregate(expr);
    const std::vector<Row>& group = *group_;
    const std::vector<Frame> outer = frames_;
    Accumulator accumulated(expr.op, expr.type, expr.declared);
    for (const Row row : group) {
        set_row(row);
        accumulated.add(value(expr.args.at(0)));
    }
    frames_ = outer;
    return accumulated.result();
}

Value Evaluation::ordered_aggregate(const Expr& expr) {
    struct Item {
        Value value;
        std::vector<Value> keys;
        std::size_t place = 0;  // ties stay as they were
    };
    const std::vector<Frame> outer = frames_;
    std::vector<Item> items;
    for (const Row row : *group_) {
        set_row(row);
        Item item{value(expr.args.at(0)), {}, items.size()};
        for (std::size_t i = 1; i < expr.args.size(); ++i) item.keys.push_back(value(expr.args[i].args.at(0)));
        if (expr.op != Op::push || !item.value.is_empty()) items.push_back(std::move(item));
    }
    frames_ = outer;
    std::sort(items.begin(), items.end(), [&](const Item& a, const Item& b) {
        const int compared = compare_keys(a.keys, b.keys, std::span(expr.args).subspan(1));
        return compared != 0 ? compared < 0 : a.place < b.place;
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
