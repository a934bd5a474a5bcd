#include "query/row_sources.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "query/value_key.hpp"
#include <tenon/error.hpp>
#include <tenon/schema.hpp>

namespace tenon::query {

using ir::SetOperation;

namespace {

using Values = std::vector<Value>;

std::int64_t most_levels(const ir::Tree& tree, Evaluation& evaluation) {
    if (!tree.levels) return std::numeric_limits<std::int64_t>::max();
    const std::int64_t levels = evaluation.value(*tree.levels).as_int64();
    if (levels < 0) throw QueryError("descend can't be negative");
    return levels;
}

}  // namespace

// A row has one row above it, so that a row is reached once, and a cycle only from a row on it, where it began.
std::vector<Values> tree_rows(const ir::Select& select, const Rows& rows, Evaluation& evaluation) {
    const ir::Tree& tree = *select.tree;
    const std::uint16_t key = select.model->key.front();
    std::vector<Values> found;
    std::unordered_map<std::string, std::vector<Values>> below;  // by the key above
    rows.each(*select.model, [&](Row row) {
        evaluation.set_row(row);
        Values copy(row.begin(), row.end());
        if (evaluation.condition(tree.start)) {
            copy.emplace_back(0);
            found.push_back(std::move(copy));
        } else if (!row[tree.reference].is_empty()) {
            below[key_of({&row[tree.reference], 1})].push_back(std::move(copy));
        }
        return true;
    });
    const std::int64_t most = most_levels(tree, evaluation);
    for (std::size_t i = 0; i < found.size(); ++i) {
        const std::int64_t depth = found[i].back().as_int64();
        const auto next = below.find(key_of({&found[i][key], 1}));
        if (depth >= most || next == below.end()) continue;
        for (const Values& row : next->second) {
            found.push_back(row);
            found.back().emplace_back(depth + 1);
        }
    }
    return found;
}

std::vector<Values> combined_rows(const ir::Select& select, const Rows& rows, std::span<const Value> values) {
    std::vector<Values> all = run(select.combined.front(), rows, values);
    for (std::size_t i = 1; i < select.combined.size(); ++i) {
        std::vector<Values> others = run(select.combined[i], rows, values);
        if (select.operation == SetOperation::union_ || select.operation == SetOperation::union_all) {
            std::move(others.begin(), others.end(), std::back_inserter(all));
            continue;
        }
        std::unordered_set<std::string> keys;
        for (const Values& row : others) keys.insert(key_of(row));
        const bool wanted = select.operation == SetOperation::intersect;
        std::erase_if(all, [&](const Values& row) { return keys.contains(key_of(row)) != wanted; });
    }
    if (select.operation == SetOperation::union_all) return all;
    std::unordered_set<std::string> seen;
    std::erase_if(all, [&](const Values& row) { return !seen.insert(key_of(row)).second; });
    return all;
}

}  // namespace tenon::query
