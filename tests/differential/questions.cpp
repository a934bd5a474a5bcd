#include "differential/questions.hpp"

#include <algorithm>

namespace tenon::oracle {

namespace {

constexpr std::uint8_t order_flags[] = {0,
                                        0,
                                        ir::descending,
                                        ir::empties_last,
                                        ir::empties_first,
                                        ir::descending | ir::empties_first,
                                        ir::descending | ir::empties_last};

void cut(Question& question, Dice& dice) {
    if (dice.coin()) question.limit = dice.pick<std::int64_t>({0, 1, 2, 5, 100});
    if (dice.one_in(3)) question.offset = dice.pick<std::int64_t>({0, 1, 3, 100});
}

// The key first, so that each row is told apart, and what it is sorted by last.
void sort(Question& question, Expressions& expressions, Dice& dice) {
    question.outputs.push_back(named("id", 0));
    for (std::size_t i = 1 + dice.below(3); i > 0; --i)
        question.orders.push_back({expressions.sortable(), dice.pick(order_flags)});
    question.total_order = dice.coin();
    if (question.total_order) question.orders.push_back({named("id", 0), dice.pick(order_flags)});
    for (const OrderTerm& order : question.orders) question.outputs.push_back(order.by);
    if (question.total_order && dice.one_in(8)) question.verb = ir::Verb::first;
}

/// Is one of its values empty? What is compared with nothing isn't looked at then, so that its error doesn't show.
bool has_nothing(const Term& term) {
    if (term.node.op == Op::param && term.value.is_empty()) return true;
    if (term.node.op == Op::constant && term.node.flag == static_cast<std::uint8_t>(ir::ConstantKind::empty))
        return true;
    return std::any_of(term.args.begin(), term.args.end(), has_nothing);
}

Question conditions(const std::string& model, Expressions& expressions, Dice& dice) {
    Question question;
    question.model = model;
    switch (dice.below(12)) {
    case 0:
        question.where = expressions.simple_condition();
        question.strict = !has_nothing(*question.where);
        break;
    case 1:
        question.where = expressions.overflowing_condition();
        question.strict = true;
        break;
    case 2: question.where = junction(Op::and_, {expressions.condition(1), expressions.overflowing_condition()}); break;
    default: question.where = expressions.condition(3); break;
    }
    if (dice.one_in(12))
        question.verb = question.strict ? ir::Verb::count : dice.pick({ir::Verb::count, ir::Verb::exists});
    const bool whole = dice.one_in(12);
    if (question.verb == ir::Verb::all && !whole) question.outputs.push_back(named("id", 0));
    return question;
}

Question orders(const std::string& model, Expressions& expressions, Dice& dice) {
    Question question;
    question.model = model;
    if (dice.coin()) question.where = expressions.condition(1);
    sort(question, expressions, dice);
    cut(question, dice);
    return question;
}

Question outputs(const std::string& model, Expressions& expressions, Dice& dice) {
    Question question;
    question.model = model;
    if (dice.coin()) question.where = expressions.condition(1);
    for (std::size_t i = 1 + dice.below(3); i > 0; --i) question.outputs.push_back(expressions.output());
    question.distinct = dice.coin();
    if (dice.one_in(4)) cut(question, dice);
    if (question.distinct && dice.one_in(6)) {
        question.verb = ir::Verb::count;
    }
    return question;
}

Term aggregate(Expressions& expressions, Dice& dice) {
    switch (dice.below(7)) {
    case 0: return make(Op::count_rows);
    case 1: return make(Op::count, {expressions.sortable()});
    case 2: return make(Op::count_distinct, {expressions.sortable()});
    case 3:
    case 4: return make(dice.pick({Op::sum, Op::avg}), {expressions.number(expressions.kind_of_number(), 1)});
    default: {
        if (dice.one_in(3))
            return make(dice.pick({Op::min, Op::max}),
                        {expressions.number(dice.pick({Numbers::integer, Numbers::real}), 1)});
        const Place& place = expressions.pick([](const Place& one) {
            return query::is_ordered(query::family_of(one.type->base)) && one.type->base != BaseType::boolean;
        });
        return make(dice.pick({Op::min, Op::max}), {expressions.name(place)});
    }
    }
}

Question aggregates(const std::string& model, Expressions& expressions, Dice& dice) {
    Question question;
    question.model = model;
    question.verb = ir::Verb::aggregate;
    if (dice.coin()) question.where = expressions.condition(1);
    for (std::size_t i = dice.below(3); i > 0; --i) {
        question.groups.push_back(expressions.sortable());
        question.outputs.push_back(question.groups.back());
    }
    for (std::size_t i = 1 + dice.below(2); i > 0; --i) question.outputs.push_back(aggregate(expressions, dice));
    if (!question.groups.empty() && dice.one_in(3)) {
        Term having = make(dice.pick({Op::lt, Op::ge, Op::eq, Op::ne}),
                           {make(dice.coin() ? Op::count_rows : Op::sum), constant(dice.between(0, 6))});
        if (having.args[0].node.op == Op::sum) having.args[0].args.push_back(expressions.number(Numbers::integer, 0));
        question.having = dice.one_in(4) ? make(Op::not_, {std::move(having)}) : std::move(having);
    }
    if (!question.groups.empty() && dice.one_in(3)) {
        for (const Term& group : question.groups) question.orders.push_back({group, dice.pick(order_flags)});
        question.total_order = true;
        if (dice.coin()) cut(question, dice);
    }
    return question;
}

bool overlap(const std::string& a, const std::string& b) {
    return a == b || a.starts_with(b + ".") || b.starts_with(a + ".");
}

Question updates(Expressions& expressions, Dice& dice) {
    Question question;
    question.where = dice.one_in(6) ? constant(true) : expressions.condition(1);
    question.verb = dice.one_in(8) ? ir::Verb::remove : ir::Verb::update;
    if (question.verb == ir::Verb::remove) return question;
    for (std::size_t i = 1 + dice.below(3); i > 0; --i) {
        const Place& place = expressions.pick([](const Place& one) {
            return one.path != "id" && one.path != "maker" && one.path != "helper" && !one.step;
        });
        bool taken = false;
        for (const auto& [path, unused] : question.assignments) taken = taken || overlap(path, place.path);
        if (!taken) question.assignments.emplace_back(place.path, expressions.assigned(place));
    }
    return question;
}

}  // namespace

Question make_question(Sort sort, const Catalog& catalog, Dice& dice) {
    const std::string model = sort != Sort::updates && dice.one_in(7) ? "Maker" : "Thing";
    Expressions expressions(catalog, dice, model);
    Question question;
    switch (sort) {
    case Sort::conditions: question = conditions(model, expressions, dice); break;
    case Sort::orders: question = orders(model, expressions, dice); break;
    case Sort::outputs: question = outputs(model, expressions, dice); break;
    case Sort::aggregates: question = aggregates(model, expressions, dice); break;
    case Sort::updates: question = updates(expressions, dice); break;
    }
    question.risky = expressions.risky();
    return question;
}

}  // namespace tenon::oracle
