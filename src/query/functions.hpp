#pragma once
// Functions of numbers, text and times, of values that are not empty.

#include <span>

#include "ir/statement.hpp"
#include <tenon/value.hpp>

namespace tenon::query {

/// What the function of `expr` gives for these operands. Throws EvaluationError for what has no value.
[[nodiscard]] Value call(const ir::Expr& expr, std::span<const Value> operands);

/// That a time is beyond the years that there are.
[[nodiscard]] std::string out_of_years_sentence();

}  // namespace tenon::query
