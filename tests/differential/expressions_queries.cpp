// Queries inside a query: in, exists, and the value of one.

#include "differential/expressions.hpp"
#include "differential/places.hpp"

namespace tenon::oracle {

namespace {

Term query_term(Op op, Question query) {
    Term term = make(op);
    term.query.push_back(std::move(query));
    return term;
}

// Of its rows in the key's order, so that each database has the same first one.
void sort_by_key(Question& query, Dice& dice) {
    query.orders.push_back({named("id", 0), dice.coin() ? std::uint8_t{ir::descending} : std::uint8_t{0}});
}

}  // namespace

Expressions Expressions::elsewhere(const std::string& model) { return {catalog_, dice_, model}; }

// Nothing of what is outside can be named there.
Question Expressions::query(int depth, const Place* like, const Place** found) {
    const auto kin = [&](const Place& place) { return like != nullptr && is_kin(place, *like); };
    Question query;
    query.model = dice_.coin() ? "Maker" : "Thing";
    if (like != nullptr && !elsewhere(query.model).has(kin)) query.model = "Thing";
    Expressions inner = elsewhere(query.model);
    if (depth > 0 && dice_.one_in(4)) {
        query.where = inner.query_condition(depth - 1);
    } else if (!dice_.one_in(4)) {
        query.where = inner.condition(1);
    }
    if (like != nullptr) *found = &inner.pick(kin);
    risky_ = risky_ || inner.risky_;
    return query;
}

Term Expressions::query_membership(int depth) {
    const Named left = pick_anywhere(is_single);
    const Place* values = nullptr;
    Question inner = query(depth, left.place, &values);
    inner.outputs.push_back(elsewhere(inner.model).name(*values));
    if (dice_.one_in(4)) {
        sort_by_key(inner, dice_);
        inner.limit = dice_.between(0, 6);
    } else {
        inner.distinct = dice_.one_in(4);
    }
    return make(Op::in_query, {name(left), query_term(Op::query_values, std::move(inner))});
}

Term Expressions::query_value(const Place& like, int depth) {
    const Place* values = nullptr;
    Question inner = query(depth, &like, &values);
    Term value = elsewhere(inner.model).name(*values);
    const BaseType base = values->type->base;
    const bool has_extremes = has_order(*values) && base != BaseType::boolean;
    if (has_extremes && dice_.coin()) {
        value = make(dice_.pick({Op::min, Op::max}), {std::move(value)});
    } else {
        sort_by_key(inner, dice_);
    }
    inner.outputs.push_back(std::move(value));
    return query_term(Op::query_value, std::move(inner));
}

Term Expressions::query_condition(int depth) {
    switch (dice_.below(4)) {
    case 0: return query_term(Op::query_exists, query(depth, nullptr, nullptr));
    case 1: {
        const Named left = pick_anywhere(is_single);
        const Op op = has_order(*left.place) ? dice_.pick({Op::lt, Op::ge, Op::eq, Op::ne})
                                             : dice_.pick({Op::eq, Op::ne});
        return make(op, {name(left), query_value(*left.place, depth)});
    }
    default: return query_membership(depth);
    }
}

}  // namespace tenon::oracle
