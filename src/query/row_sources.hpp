#pragma once
// Rows that are not a model's alone: a tree's, and what set operations make of several queries.

#include <span>
#include <vector>

#include "query/evaluation.hpp"

namespace tenon::query {

/// The rows where the select's tree begins and those below, each with its depth as one more value, level by level.
std::vector<std::vector<Value>> tree_rows(const ir::Select& select, const Rows& rows, Evaluation& evaluation);

/// What the select's operation makes of its queries' rows.
std::vector<std::vector<Value>> combined_rows(const ir::Select& select, const Rows& rows,
                                              std::span<const Value> values);

}  // namespace tenon::query
