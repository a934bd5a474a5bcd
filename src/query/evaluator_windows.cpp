// What is computed over the rows beside one.

#include <algorithm>
#include <numeric>
#include <span>
#include <string>

#include "query/accumulator.hpp"
#include "query/evaluation.hpp"
#include "query/expression.hpp"
#include "query/value_key.hpp"
#include <tenon/error.hpp>

namespace tenon::query {

using ir::Expr;
using ir::Op;

namespace {

// A row as a window sees it.
struct Seen {
    std::string partition;
    std::vector<Value> keys;
    Value operand;
    std::size_t place = 0;
};

struct Window {
    const Expr& function;
    std::span<const Expr> keys;
    std::vector<Value>& results;  // by the rows' places

    [[nodiscard]] bool are_peers(const Seen& a, const Seen& b) const { return compare_keys(a.keys, b.keys, keys) == 0; }

    void number(std::span<const Seen> rows) {
        std::int64_t rank = 0, dense = 0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (i == 0 || !are_peers(rows[i - 1], rows[i])) {
                rank = static_cast<std::int64_t>(i) + 1;
                ++dense;
            }
            const auto row = static_cast<std::int64_t>(i) + 1;
            results[rows[i].place] =
                Value(function.op == Op::row_number ? row : (function.op == Op::rank ? rank : dense));
        }
    }
    void shift(std::span<const Seen> rows) {
        const std::size_t by = function.detail;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const bool is_there = function.op == Op::lag ? i >= by : rows.size() - i > by;
            if (is_there) results[rows[i].place] = rows[function.op == Op::lag ? i - by : i + by].operand;
        }
    }
    // In an order: of the rows up to the current one. Else of all.
    void aggregate(std::span<const Seen> rows) {
        Accumulator accumulated(function.op, function.type, function.declared);
        for (const Seen& row : rows) {
            accumulated.add(row.operand);
            if (!keys.empty()) results[row.place] = accumulated.result();
        }
        if (!keys.empty()) return;
        for (const Seen& row : rows) results[row.place] = accumulated.result();
    }
    void compute(std::span<const Seen> rows) {
        if (is_aggregate(function.op)) return aggregate(rows);
        return is_shift(function.op) ? shift(rows) : number(rows);
    }
};

}  // namespace

Value Evaluation::over(const Expr& expr) {
    if (window_ == nullptr) throw QueryError("a window function has no rows beside its own here");
    const auto found = windowed_.find(&expr);
    const std::vector<Value>& values =
        found != windowed_.end() ? found->second : windowed_.emplace(&expr, window_values(expr)).first->second;
    return values.at(place_);
}

std::vector<Value> Evaluation::window_values(const Expr& expr) {
    const Expr& function = expr.args.at(0);
    const auto is_key = [](const Expr& operand) { return operand.op == Op::order_key; };
    const auto first_key = std::find_if(expr.args.begin() + 1, expr.args.end(), is_key);
    const std::span<const Expr> parts(expr.args.begin() + 1, first_key), keys(first_key, expr.args.end());

    const std::vector<Frame> outer = frames_;
    std::vector<Seen> seen(window_->size());
    for (std::size_t i = 0; i < seen.size(); ++i) {
        set_row((*window_)[i]);
        seen[i].place = i;
        for (const Expr& part : parts) append_key(value(part), seen[i].partition);
        for (const Expr& key : keys) seen[i].keys.push_back(value(key.args.at(0)));
        if (!function.args.empty()) seen[i].operand = value(function.args[0]);
    }
    frames_ = outer;
    std::sort(seen.begin(), seen.end(), [&](const Seen& a, const Seen& b) {
        const int compared = a.partition.compare(b.partition);
        if (compared != 0) return compared < 0;
        const int by_keys = compare_keys(a.keys, b.keys, keys);
        return by_keys != 0 ? by_keys < 0 : a.place < b.place;
    });
    std::vector<Value> results(seen.size());
    Window window{function, keys, results};
    for (std::size_t from = 0; from < seen.size();) {
        std::size_t to = from + 1;
        while (to < seen.size() && seen[to].partition == seen[from].partition) ++to;
        window.compute(std::span(seen).subspan(from, to - from));
        from = to;
    }
    return results;
}

}  // namespace tenon::query
