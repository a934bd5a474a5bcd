#pragma once
// Rows that are not a model's alone: a tree's, and what set operations make of several queries.

#include <functional>
#include <span>
#include <vector>

#include "query/evaluation.hpp"

namespace tenon::query {

/// The rows where the select's tree begins and those below, each with its depth as one more value, level by level.
std::vector<std::vector<Value>> tree_rows(const ir::Select& select, const Rows& rows, Evaluation& evaluation);

/// The rows of two queries beside each other, the second's values behind the first's.
std::vector<std::vector<Value>> joined_rows(const ir::Select& select, const Rows& rows, std::span<const Value> values,
                                            Evaluation& evaluation);

/// The select, after the queries that it names: each of these is run once.
std::vector<std::vector<Value>> run_with_named(const ir::Select& select, const Rows& rows,
                                               std::span<const Value> values);
/// As `run`, its named queries apart; of a model's rows those alone that are kept, when something is said of that.
using Keep = std::function<bool(Row)>;
std::vector<std::vector<Value>> run_alone(const ir::Select& select, const Rows& rows, std::span<const Value> values,
                                          const Keep& keep = {});

/// How many rows are passed over, and how many are given then.
struct Cut {
    std::int64_t offset = 0;
    std::int64_t limit = 0;
};
Cut cut_of(const ir::Select& select, Evaluation& evaluation);

/// What the select's operation makes of its queries' rows.
std::vector<std::vector<Value>> combined_rows(const ir::Select& select, const Rows& rows,
                                              std::span<const Value> values);

}  // namespace tenon::query
