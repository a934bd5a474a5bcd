// Conditions on related rows: joined by plain equality, so that an empty reference is related to nothing (rule 2).

#include "query/evaluation.hpp"
#include <tenon/error.hpp>
#include <tenon/schema.hpp>

namespace tenon::query {

using ir::Expr;
using ir::Op;

namespace {

bool is_related_to(const schema::Relation& relation, Row here, Row there) {
    for (std::size_t i = 0; i < relation.local.size(); ++i)
        if (!(here[relation.local[i]] == there[relation.foreign[i]])) return false;
    return true;
}

/// Calls `see` for each related row; stops when it gives false.
void each_related(const Rows& rows, const schema::Model& target, const schema::Relation& relation, Row here,
                  const std::function<bool(Row)>& see) {
    std::vector<Value> key;
    for (const std::uint16_t field : relation.local) {
        if (here[field].is_empty()) return;
        key.push_back(here[field]);
    }
    rows.each_with(target, relation.foreign, key,
                   [&](Row there) { return !is_related_to(relation, here, there) || see(there); });
}

}  // namespace

const schema::Model& Evaluation::related_model(const Expr& expr) const {
    const schema::Relation& relation = *expr.relation;
    if (related_ != nullptr && relation.target != nullptr) return *relation.target;
    throw QueryError("the relation `" + relation.name + "` can't be followed here: the related rows aren't given");
}

// How many related rows the condition holds for (or doesn't), or at once 1 for the first of them.
std::int64_t Evaluation::related_count(const Expr& expr, bool wanted, bool first_decides) {
    const schema::Relation& relation = *expr.relation;
    const schema::Model& target = related_model(expr);
    const Row here = frame(expr).row;
    std::int64_t count = 0;
    frames_.push_back({});
    each_related(*related_, target, relation, here, [&](Row there) {
        frames_.back().row = there;
        if (condition(expr.args.at(0)) == wanted) ++count;
        return !(first_decides && count > 0);
    });
    frames_.pop_back();
    return count;
}

// A reference leads to one row, which its key tells.
Value Evaluation::related_value(const Expr& expr) {
    const Row here = frame(expr).row;
    Value found;
    const schema::Model& target = related_model(expr);
    frames_.push_back({});
    each_related(*related_, target, *expr.relation, here, [&](Row there) {
        frames_.back().row = there;
        found = value(expr.args.at(0));
        return false;
    });
    frames_.pop_back();
    return found;
}

// The row beside stands behind the fields of the first.
Value Evaluation::joined(const Expr& expr) {
    frames_.push_back({frames_.front().row.subspan(expr.detail), nullptr});
    Value found = value(expr.args.at(0));
    frames_.pop_back();
    return found;
}

bool Evaluation::related(const Expr& expr) {
    switch (expr.op) {
    case Op::related_any: return related_count(expr, true, true) > 0;
    case Op::related_none: return related_count(expr, true, true) == 0;
    default: return related_count(expr, false, true) == 0;
    }
}

}  // namespace tenon::query
