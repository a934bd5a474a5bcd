// What chance may leave out: each comparison of each pair of numbers and with an empty, each aggregate and each order of each
// type.

#include "differential/inside.hpp"
#include "differential/questions.hpp"

namespace tenon::oracle {

namespace {

// One of each kind, and all may be empty.
constexpr const char* numbers[] = {"count", "ratio", "cost"};

Question about(Term output) {
    Question question;
    question.outputs.push_back(std::move(output));
    return question;
}

void add_comparisons(std::vector<Question>& questions) {
    for (const Op op : {Op::eq, Op::ne, Op::lt, Op::le, Op::gt, Op::ge})
        for (const char* left : numbers)
            for (const char* right : numbers) {
                questions.push_back(about(named("id", 0)));
                questions.back().where = make(op, {named(left, 0), named(right, 0)});
            }
}

void add_empties(std::vector<Question>& questions, const Place& place) {
    std::vector<Op> ops{Op::eq, Op::ne};
    if (query::is_ordered(query::family_of(place.type->base))) ops.insert(ops.end(), {Op::lt, Op::le, Op::gt, Op::ge});
    for (const Op op : ops) {
        questions.push_back(about(named("id", 0)));
        questions.back().where = make(op, {term_of(place, 0, true), param({}, BaseType::none, ir::may_be_empty)});
    }
}

void add_aggregates(std::vector<Question>& questions, const Place& place) {
    const Family family = query::family_of(place.type->base);
    std::vector<Op> ops{Op::count, Op::count_distinct};
    if (query::is_ordered(family) && family != Family::boolean) ops.insert(ops.end(), {Op::min, Op::max});
    if (family == Family::number) ops.insert(ops.end(), {Op::sum, Op::avg});
    for (const Op op : ops) {
        if (place.large && (op == Op::sum || op == Op::avg)) continue;
        questions.push_back(about(make(op, {term_of(place, 0, true)})));
        questions.back().verb = ir::Verb::aggregate;
    }
}

void add_orders(std::vector<Question>& questions, const Place& place) {
    for (const int flags : {0, +ir::descending, +ir::empties_first, +ir::empties_last,
                            ir::descending | ir::empties_first, ir::descending | ir::empties_last}) {
        questions.push_back(about(named("id", 0)));
        Question& question = questions.back();
        question.orders = {{term_of(place, 0, true), static_cast<std::uint8_t>(flags)}, {named("id", 0), 0}};
        question.total_order = true;
        for (const OrderTerm& order : question.orders) question.outputs.push_back(order.by);
    }
}

}  // namespace

std::vector<Question> every_pair(const Catalog& catalog) {
    std::vector<Question> questions;
    add_comparisons(questions);
    for (const Place& place : catalog.places("Thing")) {
        if (place.nullable) add_empties(questions, place);
        if (!place.nullable || place.type->base >= BaseType::json || place.type->base == BaseType::bytes) continue;
        add_aggregates(questions, place);
        add_orders(questions, place);
    }
    return questions;
}

}  // namespace tenon::oracle
