#pragma once
// What goes wrong only when an expression meets its values: one sentence, whether our evaluator or a database finds it.

#include <cstdint>
#include <string>
#include <string_view>

#include <tenon/error.hpp>

namespace tenon::schema {
struct Model;
}

namespace tenon::query {

/// Thrown by the evaluator, which doesn't know whose rows it sees: who does throws it on with the model.
class EvaluationError : public QueryError {
public:
    using QueryError::QueryError;
};

/// A QueryError of the model's: "User: …".
[[noreturn]] void throw_evaluation_error(std::string_view sentence, const schema::Model& model);

/// That the result of `+`, or of `sum`, is no int64, and what to do.
[[nodiscard]] std::string overflow_sentence(std::string_view operation);
/// What is wrong with a pattern, without the pattern.
[[nodiscard]] std::string pattern_sentence(const Error& refusal);

/// The pattern that a bound value is.
enum class PatternKind : std::uint8_t { none, like, regex };
/// Throws QueryError that says what is wrong with it.
void check_pattern(PatternKind kind, std::string_view pattern, const schema::Model& model);

}  // namespace tenon::query
