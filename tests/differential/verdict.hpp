#pragma once
// What the evaluator makes of a question over the generator's own rows, and whether a backend's answer is that.

#include <optional>
#include <string>
#include <variant>

#include "differential/world.hpp"

namespace tenon::oracle {

/// What should come out.
struct Expected {
    ir::Statement resolved;
    std::vector<Value> values;  ///< as the statement asks for them
    Answer answer;
    Answer candidates;          ///< selects: what they would give without limit and offset
    bool refused = false;       ///< the question means nothing: no backend is asked
    bool fails = false;         ///< evaluating it raises an error
    std::string words;          ///< of the refusal or error
    std::size_t rows_seen = 0;  ///< rows that the condition was asked of
};

/// The evaluator alone: query::matches, evaluate and run over `world.data()`.
Expected expect(const World& world, const Question& question);

/// What is wrong with a backend's outcome; empty when it is right. `tolerated` is set when it raised an error that the
/// question may raise.
std::optional<std::string> judge(const Question& question, const Expected& expected, const Outcome& outcome,
                                 bool& tolerated);

/// The question in words, with its values.
std::string in_words(const Question& question, const Expected& expected);
std::string in_words(const Answer& answer);

}  // namespace tenon::oracle
