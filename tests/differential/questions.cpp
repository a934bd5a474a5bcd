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

Question aggregates(const std::string& model, Expressions& expressions, Dice& dice) {
    Question question;
    question.model = model;
    question.verb = ir::Verb::aggregate;
    if (dice.coin()) question.where = expressions.condition(1);
    for (std::size_t i = dice.below(3); i > 0; --i) {
        question.groups.push_back(expressions.sortable());
        question.outputs.push_back(question.groups.back());
    }
    for (std::size_t i = 1 + dice.below(2); i > 0; --i) question.outputs.push_back(expressions.aggregate());
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

/// Can an update give it another value, and have rows that refer to it keep what they mean?
bool is_assignable(const Place& place) {
    return place.path != "id" && place.path != "maker" && place.path != "helper" && !place.step;
}

/// Assigns, unless an earlier assignment touches the same place.
template <class Make>
void assign(Question& question, const Place& place, Make make) {
    for (const auto& [path, unused] : question.assignments)
        if (overlap(path, place.path)) return;
    question.assignments.emplace_back(place.path, make(place));
}

Question updates(Expressions& expressions, Dice& dice) {
    Question question;
    question.where = dice.one_in(6) ? constant(true) : expressions.condition(1);
    question.verb = dice.one_in(8) ? ir::Verb::remove : ir::Verb::update;
    if (question.verb == ir::Verb::remove) return question;
    for (std::size_t i = 1 + dice.below(3); i > 0; --i) {
        const Place& place = expressions.pick(is_assignable);
        assign(question, place, [&](const Place& to) { return expressions.assigned(to); });
    }
    return question;
}

Question nested_updates(Expressions& expressions, Dice& dice) {
    Question question;
    question.verb = ir::Verb::update;
    question.where = dice.coin() ? constant(true) : expressions.condition(1);
    for (std::size_t i = 1 + dice.below(2); i > 0; --i) {
        const Place& place = expressions.pick(
            [](const Place& one) { return is_assignable(one) && Expressions::has_nested_update(one); });
        assign(question, place, [&](const Place& to) { return expressions.nested_update(to); });
    }
    return question;
}

Question queries(const std::string& model, Expressions& expressions, Dice& dice) {
    Question question;
    if (model == "Thing" && dice.one_in(5)) question = updates(expressions, dice);
    question.model = model;
    Term asked = expressions.query_condition(2);
    if (dice.one_in(3)) asked = make(Op::not_, {std::move(asked)});
    if (dice.one_in(3)) asked = junction(dice.pick({Op::and_, Op::or_}), {std::move(asked), expressions.condition(1)});
    question.where = std::move(asked);
    if (question.verb != ir::Verb::all) return question;
    if (dice.one_in(8)) question.verb = dice.pick({ir::Verb::count, ir::Verb::exists});
    if (question.verb != ir::Verb::all) return question;
    question.outputs.push_back(named("id", 0));
    if (!dice.one_in(3)) return question;
    const Place& like = expressions.pick([](const Place& place) { return place.type->base < BaseType::json; });
    question.outputs.push_back(expressions.query_value(like, 1));
    return question;
}

Question windows(const std::string& model, Expressions& expressions, Dice& dice) {
    Question question;
    question.model = model;
    if (dice.coin()) question.where = expressions.condition(1);
    for (std::size_t i = 1 + dice.below(2); i > 0; --i) question.outputs.push_back(expressions.window());
    question.outputs.push_back(named("id", 0));
    if (!dice.coin()) return question;
    question.orders.push_back({question.outputs.back(), dice.pick(order_flags)});
    question.total_order = true;
    cut(question, dice);
    return question;
}

/// Is it stored in the same way wherever it stands?
bool is_stored_alike(const Place& place) {
    const BaseType base = place.type->base;
    return base == BaseType::boolean || base == BaseType::int32 || base == BaseType::int64 ||
           base == BaseType::float64 || base == BaseType::text;
}

Question set_operations(const std::string& model, Expressions& expressions, Dice& dice) {
    Question question;
    question.model = model;
    if (dice.coin()) question.where = expressions.condition(1);
    std::vector<const Place*> places;
    const bool alike = dice.coin();
    for (std::size_t i = 1 + dice.below(2); i > 0; --i) {
        places.push_back(&expressions.pick([&](const Place& place) {
            return place.type->base < BaseType::json && (!alike || is_stored_alike(place));
        }));
        question.outputs.push_back(expressions.name(*places.back()));
    }
    for (std::size_t i = 1 + dice.below(2); i > 0; --i) {
        Joined joined;
        joined.operation = dice.pick({ir::SetOperation::union_, ir::SetOperation::union_all,
                                      ir::SetOperation::intersect, ir::SetOperation::except});
        joined.query.model = alike && dice.coin() ? "Thing" : model;
        Expressions other = expressions.elsewhere(joined.query.model);
        joined.query.where = other.condition(1);
        for (std::size_t at = 0; at < places.size(); ++at) {
            const auto kin = [&](const Place& place) { return place.type->base == places[at]->type->base; };
            joined.query.outputs.push_back(alike ? other.name(other.pick(kin)) : question.outputs[at]);
        }
        question.risky = question.risky || other.risky();
        question.joined.push_back(std::move(joined));
    }
    if (dice.coin()) return question;
    for (std::size_t at = 0; at < places.size(); ++at)
        question.orders.push_back(
            {make(Op::result_column, {}, static_cast<std::uint16_t>(at)), dice.pick(order_flags)});
    question.total_order = true;
    cut(question, dice);
    return question;
}

}  // namespace

Question make_question(Sort sort, const Catalog& catalog, Dice& dice) {
    const bool updates_rows = sort == Sort::updates || sort == Sort::nested_updates;
    const std::string model = !updates_rows && dice.one_in(7) ? "Maker" : "Thing";
    Expressions expressions(catalog, dice, model);
    Question question;
    switch (sort) {
    case Sort::conditions: question = conditions(model, expressions, dice); break;
    case Sort::orders: question = orders(model, expressions, dice); break;
    case Sort::outputs: question = outputs(model, expressions, dice); break;
    case Sort::aggregates: question = aggregates(model, expressions, dice); break;
    case Sort::updates: question = updates(expressions, dice); break;
    case Sort::queries: question = queries(model, expressions, dice); break;
    case Sort::windows: question = windows(model, expressions, dice); break;
    case Sort::set_operations: question = set_operations(model, expressions, dice); break;
    case Sort::nested_updates: question = nested_updates(expressions, dice); break;
    }
    question.risky = question.risky || expressions.risky();
    return question;
}

}  // namespace tenon::oracle
