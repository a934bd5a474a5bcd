#include "differential/verdict.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <iterator>

#include "query/query.hpp"
#include "query/value_key.hpp"

namespace tenon::oracle {

namespace {

bool near(double a, double b) { return a == b || std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b)); }

bool same(const Value& a, const Value& b) {
    const double* x = a.if_real();
    const double* y = b.if_real();
    return x != nullptr && y != nullptr ? near(*x, *y) : a == b;
}

bool same(const Row& a, const Row& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const Value& x, const Value& y) { return same(x, y); });
}

// Doubles that may differ in their last digits sort alike when they are cut short, here to 10 digits.
std::string key(const Row& row) {
    Row rough = row;
    for (Value& value : rough)
        if (const double* real = value.if_real()) {
            char text[32];
            std::snprintf(text, sizeof text, "%.9e", *real);
            value = std::strtod(text, nullptr);
        }
    return query::key_of(rough);
}

Answer sorted(Answer answer) {
    std::sort(answer.begin(), answer.end(), [](const Row& a, const Row& b) { return key(a) < key(b); });
    return answer;
}

std::string difference(const Row& wanted, const Row& got) {
    if (wanted.size() != got.size())
        return "has " + std::to_string(got.size()) + " values instead of " + std::to_string(wanted.size());
    std::string text;
    for (std::size_t i = 0; i < wanted.size(); ++i)
        if (!same(wanted[i], got[i]))
            text += (text.empty() ? "" : ", ") + ("value " + std::to_string(i + 1)) + " is " + got[i].to_json() +
                    " instead of " + wanted[i].to_json();
    return text;
}

std::string difference(const Answer& wanted, const Answer& got) {
    if (wanted.size() != got.size())
        return "gave " + std::to_string(got.size()) + " rows instead of " + std::to_string(wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i)
        if (!same(wanted[i], got[i])) return "row " + std::to_string(i + 1) + ": " + difference(wanted[i], got[i]);
    return {};
}

// Every row is one of the candidates, none more often than there.
std::string strangers(const Answer& candidates, const Answer& got) {
    Answer left = candidates;
    for (const Row& row : got) {
        const auto found = std::find_if(left.begin(), left.end(), [&](const Row& one) { return same(one, row); });
        if (found == left.end()) return "gave a row that it shouldn't: " + in_words(Answer{row});
        left.erase(found);
    }
    return {};
}

// The outputs that a question is sorted by come last: see Questions.
Answer sort_keys(const Question& question, const Answer& answer) {
    const std::size_t count = question.orders.size();
    Answer keys;
    for (const Row& row : answer) keys.emplace_back(row.end() - static_cast<std::ptrdiff_t>(count), row.end());
    return keys;
}

std::string compare(const Question& question, const Expected& expected, const Answer& got) {
    const bool selects = question.verb == ir::Verb::all || question.verb == ir::Verb::first ||
                         question.verb == ir::Verb::aggregate;
    if (!selects) return difference(expected.answer, got);
    if (question.total_order) return difference(expected.answer, got);
    if (!question.orders.empty()) {
        if (std::string wrong = difference(sort_keys(question, expected.answer), sort_keys(question, got));
            !wrong.empty())
            return "sorted by: " + wrong;
        return strangers(expected.candidates, got);
    }
    if (question.limit || question.offset) {
        if (expected.answer.size() != got.size()) return difference(expected.answer, got);
        return strangers(expected.candidates, got);
    }
    return difference(sorted(expected.answer), sorted(got));
}

}  // namespace

std::optional<std::string> judge(const Question& question, const Expected& expected, const Outcome& outcome,
                                 bool& tolerated) {
    if (outcome.kind == Outcome::Kind::error) {
        if (!outcome.query_error) return "raised: " + outcome.words;
        tolerated = true;
        if (expected.fails || question.risky) return std::nullopt;
        return "raised: " + outcome.words;
    }
    if (expected.fails) {
        tolerated = true;
        if (question.strict) return "raised nothing, where the evaluator says: " + expected.words;
        return std::nullopt;
    }
    std::string wrong = compare(question, expected, outcome.answer);
    if (wrong.empty()) return std::nullopt;
    return wrong;
}

std::string in_words(const Answer& answer) {
    std::string text;
    for (const Row& row : answer) {
        text += text.empty() ? "(" : " (";
        for (std::size_t i = 0; i < row.size(); ++i) text += (i == 0 ? "" : ", ") + row[i].to_json();
        text += ")";
        if (text.size() > 600) return text.substr(0, 600) + " …";
    }
    return text;
}

std::string in_words(const Question& question, const Expected& expected) {
    std::string text = query::describe(expected.resolved);
    const ir::Code code = to_code(question);
    for (std::size_t i = 0; i < code.values.size(); ++i)
        text += "\n  ?" + std::to_string(i + 1) + " = " + std::string(name_of(code.values[i].kind())) + " " +
                code.values[i].to_json();
    return text;
}

}  // namespace tenon::oracle
