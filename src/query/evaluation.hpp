#pragma once
// The walk behind evaluate, matches and run.

#include <map>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "query/evaluator.hpp"

namespace tenon::query {

class Evaluation {
public:
    Evaluation(std::span<const Value> values, const Rows* related) : values_(values), related_(related) {}

    /// The row that the outermost scope sees.
    void set_row(Row row) { frames_.assign(1, Frame{row, nullptr}); }
    /// The rows that aggregates are computed over; nullptr forbids them.
    void set_group(const std::vector<Row>* group) { group_ = group; }
    /// The rows that window functions look at, and which of them is the current one.
    void set_window(const std::vector<Row>* rows) { window_ = rows; }
    void set_place(std::size_t place) {
        place_ = place;
        set_row((*window_)[place]);
    }

    Value value(const ir::Expr& expr);
    bool condition(const ir::Expr& expr);

private:
    // What a scope sees: a row, or an element of an array.
    struct Frame {
        Row row;
        const Value* element = nullptr;
    };

    /// The value of an expression where it is, or put into `room`.
    const Value& look(const ir::Expr& expr, Value& room);
    const Value& path(const ir::Expr& expr) const;
    const Value& inside(const ir::Expr& expr) const;
    const Value& slot(const ir::Expr& expr) const;
    Value computed(const ir::Expr& expr);
    Value choice(const ir::Expr& expr);
    Value joined(const ir::Expr& expr);
    /// The rows of a query inside: found once, since they depend on nothing outside.
    const std::vector<std::vector<Value>>& rows_of(const ir::Expr& expr);
    bool in_query(const ir::Expr& expr);
    Value function(const ir::Expr& expr);
    [[nodiscard]] const Frame& frame(const ir::Expr& expr) const;

    bool comparison(const ir::Expr& expr);
    bool between(const ir::Expr& expr);
    bool membership(const ir::Expr& expr);
    bool bits(const ir::Expr& expr);
    Value json_at(const ir::Expr& expr);
    bool is_listed(const ir::Expr& list, const Array& values, const Value& value);
    bool text_match(const ir::Expr& expr);
    bool array_contains(const ir::Expr& expr);
    bool array_contains_all(const ir::Expr& expr);
    bool quantified(const ir::Expr& expr);
    const Array& elements(const ir::Expr& expr, Value& room);
    std::int64_t related_count(const ir::Expr& expr, bool wanted, bool first_decides);
    bool related(const ir::Expr& expr);
    Value related_value(const ir::Expr& expr);
    const schema::Model& related_model(const ir::Expr& expr) const;
    Value aggregate(const ir::Expr& expr);
    Value updated(const ir::Expr& expr);
    Value extreme_of(const ir::Expr& expr);
    Value renamed(const ir::Expr& expr);
    Value updated_array(const ir::Expr& expr);
    void push(const ir::Expr& expr, Array& array);
    void sort(const ir::Expr& expr, Array& array);
    void slice(const ir::Expr& expr, Array& array);
    void keep(const ir::Expr& expr, Array& array);
    void add(const ir::Expr& expr, Array& array);
    void change(const ir::Expr& expr, Array& array);
    void change_one(const ir::Expr& expr, const Value& old, Value& element);
    std::int64_t whole(const ir::Expr& expr);
    Value ordered_aggregate(const ir::Expr& expr);
    Value over(const ir::Expr& expr);
    /// What an `over` gives for each row.
    std::vector<Value> window_values(const ir::Expr& expr);

    std::span<const Value> values_;
    const Rows* related_;
    std::vector<Frame> frames_;
    const std::vector<Row>* group_ = nullptr;
    std::map<const ir::Expr*, std::vector<std::vector<Value>>> queried_;
    /// The keys of a long list's values, from the second time on that one is looked for.
    struct Listed {
        bool was_asked = false;
        std::unordered_set<std::string> keys;
    };
    std::map<const ir::Expr*, Listed> listed_;
    const std::vector<Row>* window_ = nullptr;
    std::size_t place_ = 0;
    std::map<const ir::Expr*, std::vector<Value>> windowed_;
};

/// How rows stand by the values of their order_keys.
int compare_keys(std::span<const Value> a, std::span<const Value> b, std::span<const ir::Expr> keys);

}  // namespace tenon::query
