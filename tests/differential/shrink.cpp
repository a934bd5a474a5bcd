#include "differential/shrink.hpp"

#include <algorithm>
#include <functional>

#include "differential/verdict.hpp"
#include "query/expression.hpp"

namespace tenon::oracle {

namespace {

using Check = std::function<bool(const Question&)>;

std::optional<std::string> wrong_on(const World& world, const Question& question, const std::string& backend) {
    const Expected expected = expect(world, question);
    if (expected.refused) return std::nullopt;
    for (const auto& one : world.backends()) {
        if (one->name() != backend) continue;
        const Outcome outcome = one->ask(question);
        bool tolerated = false;
        if (outcome.kind != Outcome::Kind::refused) return judge(question, expected, outcome, tolerated);
    }
    return std::nullopt;
}

bool is_condition(const Term& term) { return query::is_condition(term.node.op) || term.node.op == Op::when; }

// What may stand in the place of a term: its operands, less of it, or a constant.
std::vector<Term> smaller(const Term& term) {
    std::vector<Term> found;
    const bool scoped = query::is_array_quantifier(term.node.op) || query::is_related(term.node.op);
    if (is_condition(term)) {
        found.push_back(constant(true));
        found.push_back(constant(false));
    }
    if (!scoped)
        for (const Term& arg : term.args)
            if (is_condition(arg) == is_condition(term)) found.push_back(arg);
    if ((term.node.op == Op::and_ || term.node.op == Op::or_) && term.args.size() > 1)
        for (std::size_t i = 0; i < term.args.size(); ++i) {
            found.push_back(term);
            found.back().args.erase(found.back().args.begin() + static_cast<std::ptrdiff_t>(i));
        }
    if (term.node.op == Op::list && term.value.if_array() != nullptr)
        for (std::size_t i = 0; i < term.value.if_array()->size(); ++i) {
            found.push_back(term);
            Array& values = *found.back().value.if_array();
            values.erase(values.begin() + static_cast<std::ptrdiff_t>(i));
        }
    return found;
}

std::size_t size(const Term& term) {
    std::size_t count = 1 + (term.value.if_array() != nullptr ? term.value.if_array()->size() : 0);
    for (const Term& arg : term.args) count += size(arg);
    return count;
}

/// Makes the term at `place` (inside `question`) smaller while it still fails. Gives whether it did.
bool shrink_term(Question& question, Term& place, const Check& fails) {
    bool changed = false;
    for (bool again = true; again;) {
        again = false;
        for (Term& candidate : smaller(place)) {
            if (size(candidate) >= size(place)) continue;
            const Term before = std::exchange(place, candidate);
            if (fails(question)) {
                changed = again = true;
                break;
            }
            place = before;
        }
    }
    for (Term& arg : place.args) changed = shrink_term(question, arg, fails) || changed;
    for (Question& inner : place.query)
        if (inner.where) changed = shrink_term(question, *inner.where, fails) || changed;
    return changed;
}

template <class Change>
bool attempt(Question& question, const Check& fails, Change change) {
    Question candidate = question;
    change(candidate);
    if (!fails(candidate)) return false;
    question = std::move(candidate);
    return true;
}

template <class List>
bool drop_items(Question& question, List Question::* list, std::size_t least, const Check& fails) {
    bool changed = false;
    for (std::size_t i = (question.*list).size(); i-- > 0 && (question.*list).size() > least;)
        changed = attempt(question, fails,
                          [&](Question& q) { (q.*list).erase((q.*list).begin() + static_cast<std::ptrdiff_t>(i)); }) ||
                  changed;
    return changed;
}

bool shrink_clauses(Question& question, const Check& fails) {
    bool changed = false;
    if (question.where && question.assignments.empty() && question.verb != ir::Verb::remove)
        changed = attempt(question, fails, [](Question& q) { q.where.reset(); });
    if (question.having) changed = attempt(question, fails, [](Question& q) { q.having.reset(); }) || changed;
    if (question.limit) changed = attempt(question, fails, [](Question& q) { q.limit.reset(); }) || changed;
    if (question.offset) changed = attempt(question, fails, [](Question& q) { q.offset.reset(); }) || changed;
    if (question.distinct) changed = attempt(question, fails, [](Question& q) { q.distinct = false; }) || changed;
    changed = drop_items(question, &Question::assignments, 1, fails) || changed;
    changed = drop_items(question, &Question::joined, 0, fails) || changed;
    if (!question.joined.empty()) return changed;  // they give the same outputs
    if (question.orders.empty()) {
        changed = drop_items(question, &Question::outputs, 1, fails) || changed;
    } else if (question.groups.empty()) {  // an order and its output go together
        for (std::size_t i = question.orders.size(); i-- > 0;)
            changed = attempt(question, fails,
                              [&](Question& q) {
                                  q.total_order = q.total_order && i + 1 < q.orders.size();
                                  q.orders.erase(q.orders.begin() + static_cast<std::ptrdiff_t>(i));
                                  q.outputs.erase(q.outputs.begin() + static_cast<std::ptrdiff_t>(i + 1));
                              }) ||
                      changed;
    }
    return changed;
}

void shrink_question(Question& question, const Check& fails) {
    for (int rounds = 0; rounds < 5; ++rounds) {
        bool changed = shrink_clauses(question, fails);
        if (question.where) changed = shrink_term(question, *question.where, fails) || changed;
        if (question.having) changed = shrink_term(question, *question.having, fails) || changed;
        for (auto& [path, value] : question.assignments) changed = shrink_term(question, value, fails) || changed;
        if (question.orders.empty() && question.groups.empty())
            for (Term& output : question.outputs) changed = shrink_term(question, output, fails) || changed;
        if (!changed) return;
    }
}

bool still_wrong(Data data, const Question& question, const std::string& backend) {
    try {
        return wrong_on(World(std::move(data)), question, backend).has_value();
    } catch (const std::exception&) {
        return false;  // a maker was dropped that a thing refers to
    }
}

Data fewer_rows(Data data, const Question& question, const std::string& backend) {
    for (std::vector<Row> Data::* rows : {&Data::things, &Data::makers})
        for (std::size_t step = std::max<std::size_t>(1, (data.*rows).size() / 2); step > 0; step /= 2)
            for (std::size_t at = 0; at < (data.*rows).size();) {
                Data candidate = data;
                const auto begin = (candidate.*rows).begin() + static_cast<std::ptrdiff_t>(at);
                const std::size_t count = std::min(step, (candidate.*rows).size() - at);
                (candidate.*rows).erase(begin, begin + static_cast<std::ptrdiff_t>(count));
                if (still_wrong(candidate, question, backend)) {
                    data = std::move(candidate);
                } else {
                    at += step;
                }
            }
    return data;
}

std::string rows_in_words(const schema::Model& model, const std::vector<Row>& rows) {
    std::string text;
    for (std::size_t r = 0; r < rows.size() && r < 2; ++r) {
        text += "\n  " + model.name + " {";
        for (std::size_t i = 0; i < model.fields.size(); ++i)
            text += (i == 0 ? "" : ", ") + model.fields[i].name + ": " + rows[r][i].to_json();
        text += "}";
    }
    if (rows.size() > 2) text += "\n  and " + std::to_string(rows.size() - 2) + " more";
    return text;
}

}  // namespace

std::string shrunk(const World& world, const Question& question, const std::string& backend) {
    Question small = question;
    const auto fails = [&](const Question& candidate) {
        try {
            return wrong_on(world, candidate, backend).has_value();
        } catch (const std::exception&) {
            return false;
        }
    };
    if (!fails(small))
        return backend +
               " was wrong once, and is right when it is asked again: " + in_words(small, expect(world, small));
    shrink_question(small, fails);
    const World few(fewer_rows(world.data(), small, backend));
    const Expected expected = expect(few, small);
    std::string text = backend + " " + wrong_on(few, small, backend).value_or("is right now") + "\n" +
                       in_words(small, expected);
    text += "\nexpected " + (expected.fails ? "an error: " + expected.words : in_words(expected.answer));
    for (const auto& one : few.backends()) {
        if (one->name() != backend) continue;
        const Outcome outcome = one->ask(small);
        text += "\ngot " + (outcome.kind == Outcome::Kind::answer ? in_words(outcome.answer) : outcome.words);
        try {
            text += "\n" + one->text_of(small);
        } catch (const std::exception&) {}
    }
    return text + rows_in_words(few.model("Thing"), few.data().things) +
           rows_in_words(few.model("Maker"), few.data().makers);
}

}  // namespace tenon::oracle
