#include "query/row_sources.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <iterator>
#include <limits>
#include <optional>
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

constexpr std::int64_t all_rows = std::numeric_limits<std::int64_t>::max();

std::int64_t count_of(const std::optional<ir::Expr>& expr, Evaluation& evaluation, std::int64_t otherwise,
                      std::string_view clause) {
    if (!expr) return otherwise;
    const std::int64_t count = evaluation.value(*expr).as_int64();
    if (count < 0) throw QueryError(std::string(clause) + " can't be negative");
    return count;
}

/// The rows of queries that were named, and all others.
class NamedRows final : public Rows {
public:
    explicit NamedRows(const Rows& others) : others_(others) {}
    void add(const schema::Model& model, std::vector<Values> rows) { named_.emplace_back(&model, std::move(rows)); }
    void each(const schema::Model& model, const std::function<bool(Row)>& see) const override {
        const std::vector<Values>* const named = find(model);
        if (named == nullptr) return others_.each(model, see);
        static_cast<void>(std::all_of(named->begin(), named->end(), see));
    }
    void each_with(const schema::Model& model, std::span<const std::uint16_t> fields, std::span<const Value> values,
                   const std::function<bool(Row)>& see) const override {
        if (find(model) == nullptr) return others_.each_with(model, fields, values, see);
        each(model, see);
    }

private:
    [[nodiscard]] const std::vector<Values>* find(const schema::Model& model) const {
        for (const auto& [named, rows] : named_)
            if (named == &model) return &rows;
        return nullptr;
    }

    const Rows& others_;
    std::vector<std::pair<const schema::Model*, std::vector<Values>>> named_;
};

/// The values of these fields as a key; none when one is empty, which is related to nothing.
std::optional<std::string> related_key(Row row, const std::vector<std::uint16_t>& fields) {
    std::string key;
    for (const std::uint16_t field : fields) {
        if (row[field].is_empty()) return std::nullopt;
        append_key(row[field], key);
    }
    return key;
}

// Each row is reached once, by the shortest way.
std::vector<Values> rows_above(std::vector<Values> all, std::vector<Values> found, const ir::Tree& tree,
                               std::uint16_t key, std::int64_t most) {
    std::unordered_map<std::string, std::size_t> others;
    for (std::size_t i = 0; i < all.size(); ++i) others.emplace(key_of({&all[i][key], 1}), i);
    for (std::size_t i = 0; i < found.size(); ++i) {
        const std::int64_t depth = found[i].back().as_int64();
        const auto next = others.find(key_of({&found[i][tree.reference], 1}));
        if (depth >= most || next == others.end()) continue;
        Values above = std::move(all[next->second]);
        others.erase(next);
        above.emplace_back(depth + 1);
        found.push_back(std::move(above));
    }
    return found;
}

bool fulfils(const std::optional<ir::Expr>& condition, Row row, Evaluation& evaluation) {
    evaluation.set_row(row);
    return !condition || evaluation.condition(*condition);
}

/// The keys that links lead to, by those that they lead from.
std::unordered_map<std::string, std::vector<std::string>> link_keys(const ir::Tree& tree, const Rows& rows,
                                                                    Evaluation& evaluation) {
    std::unordered_map<std::string, std::vector<std::string>> found;
    rows.each(*tree.links, [&](Row row) {
        if (!fulfils(tree.among_links, row, evaluation)) return true;
        const Value &from = row[tree.link_from], &to = row[tree.link_to];
        if (!from.is_empty() && !to.is_empty()) found[key_of({&from, 1})].push_back(key_of({&to, 1}));
        return true;
    });
    return found;
}

/// Each row is reached once, by the shortest way.
std::vector<Values> linked_rows(const ir::Select& select, const Rows& rows, Evaluation& evaluation) {
    const ir::Tree& tree = *select.tree;
    const std::uint16_t key = select.model->key.front();
    std::vector<Values> found;
    std::unordered_map<std::string, Values> others;
    rows.each(*select.model, [&](Row row) {
        if (!fulfils(tree.among, row, evaluation)) return true;
        Values copy(row.begin(), row.end());
        if (evaluation.condition(tree.start)) {
            copy.emplace_back(0);
            found.push_back(std::move(copy));
        } else {
            others.emplace(key_of({&row[key], 1}), std::move(copy));
        }
        return true;
    });
    const std::int64_t most = count_of(tree.levels, evaluation, all_rows, "descend");
    const auto links = link_keys(tree, rows, evaluation);
    for (std::size_t i = 0; i < found.size(); ++i) {
        const std::int64_t depth = found[i].back().as_int64();
        const auto next = links.find(key_of({&found[i][key], 1}));
        if (depth >= most || next == links.end()) continue;
        for (const std::string& to : next->second) {
            const auto other = others.find(to);
            if (other == others.end()) continue;
            other->second.emplace_back(depth + 1);
            found.push_back(std::move(other->second));
            others.erase(other);
        }
    }
    return found;
}

}  // namespace

// A row has one row above it, so that a row is reached once, and a cycle only from a row on it, where it began.
std::vector<Values> tree_rows(const ir::Select& select, const Rows& rows, Evaluation& evaluation) {
    const ir::Tree& tree = *select.tree;
    if (tree.links != nullptr) return linked_rows(select, rows, evaluation);
    const std::uint16_t key = select.model->key.front();
    std::vector<Values> found;
    std::unordered_map<std::string, std::vector<Values>> below;  // by the key above
    std::vector<Values> others;
    rows.each(*select.model, [&](Row row) {
        if (!fulfils(tree.among, row, evaluation)) return true;
        Values copy(row.begin(), row.end());
        if (evaluation.condition(tree.start)) {
            copy.emplace_back(0);
            found.push_back(std::move(copy));
        } else if (tree.up) {
            others.push_back(std::move(copy));
        } else if (!row[tree.reference].is_empty()) {
            below[key_of({&row[tree.reference], 1})].push_back(std::move(copy));
        }
        return true;
    });
    const std::int64_t most = count_of(tree.levels, evaluation, all_rows, tree.up ? "ascend" : "descend");
    if (tree.up) return rows_above(std::move(others), std::move(found), tree, key, most);
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

Cut cut_of(const ir::Select& select, Evaluation& evaluation) {
    return {count_of(select.offset, evaluation, 0, "offset"), count_of(select.limit, evaluation, all_rows, "limit")};
}

// The second query is run once, over those of its rows that are related to any of the first, and its rows, sorted by then, are
// dealt out.
std::vector<Values> joined_rows(const ir::Select& select, const Rows& rows, std::span<const Value> values,
                                Evaluation& evaluation) {
    const ir::Join& join = *select.join;
    ir::Select uncut = join.sides[1];
    uncut.limit = uncut.offset = std::nullopt;
    const Cut cut = cut_of(join.sides[1], evaluation);
    const std::vector<Values> first = run(join.sides[0], rows, values);
    std::unordered_map<std::string, std::vector<const Values*>> by_key;
    for (const Values& row : first)
        if (auto key = related_key(row, join.here)) by_key[*std::move(key)];
    const std::vector<Values> beside = run_alone(uncut, rows, values, [&](Row row) {
        const auto key = related_key(row, join.there);
        return key && by_key.contains(*key);
    });
    for (const Values& row : beside)
        if (const auto key = related_key(row, join.there)) by_key[*key].push_back(&row);
    std::vector<Values> pairs;
    for (const Values& row : first) {
        const std::size_t before = pairs.size();
        const auto key = related_key(row, join.here);
        const auto found = key ? by_key.find(*key) : by_key.end();
        if (found != by_key.end()) {
            const auto count = static_cast<std::int64_t>(found->second.size());
            const std::int64_t end = cut.limit < count - cut.offset ? cut.offset + cut.limit : count;
            for (std::int64_t i = cut.offset; i < end; ++i) {
                const Values& other = *found->second[static_cast<std::size_t>(i)];
                pairs.push_back(row);
                pairs.back().insert(pairs.back().end(), other.begin(), other.end());
            }
        }
        if (!join.keeps_unmatched || pairs.size() != before) continue;
        pairs.push_back(row);
        pairs.back().resize(row.size() + uncut.model->fields.size());
    }
    return pairs;
}

std::vector<Values> run_with_named(const ir::Select& select, const Rows& rows, std::span<const Value> values) {
    NamedRows all(rows);
    for (const auto& named : select.with) all.add(*named->rows, run(named->query, all, values));
    return run_alone(select, all, values);
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
