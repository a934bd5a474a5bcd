// A whole select over rows.

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <unordered_set>

#include "query/evaluation.hpp"
#include "query/row_sources.hpp"
#include "query/value_key.hpp"
#include <tenon/error.hpp>

namespace tenon::query {

using ir::Expr;
using ir::Select;

namespace {

using Values = std::vector<Value>;

// A row of the answer, with what it is sorted and counted by.
struct Answer {
    Values outputs;
    Values order;
    std::string parent;
    std::string key;        // of a distinct_on
    std::size_t place = 0;  // ties stay as they were
};

class Run {
public:
    Run(const Select& select, const Rows& rows, std::span<const Value> values, const Keep& keep)
        : select_(select),
          rows_(rows),
          values_(values),
          keep_(keep),
          evaluation_(values, &rows) {}

    std::vector<Values> all() {
        std::vector<Answer> answers = answered();
        if (select_.distinct) keep_distinct(answers);
        sort(answers);
        if (!select_.distinct_on.empty()) keep_first(answers);
        cut(answers);
        if (select_.kind == Select::Kind::count) return {{Value(answers.size())}};
        if (select_.kind == Select::Kind::exists) return {{Value(!answers.empty())}};
        std::vector<Values> result;
        result.reserve(answers.size());
        for (Answer& answer : answers) result.push_back(std::move(answer.outputs));
        return result;
    }

private:
    std::vector<Answer> answered() {
        if (!select_.combined.empty()) return combined();
        return select_.kind == Select::Kind::aggregate ? groups() : rows();
    }

    std::vector<Answer> combined() {
        std::vector<Answer> answers;
        for (const Values& row : combined_rows(select_, rows_, values_)) {
            evaluation_.set_row(row);
            if (!select_.where || evaluation_.condition(*select_.where)) answers.push_back(answer());
        }
        return answers;
    }

    std::vector<Values> matching() {
        if (select_.join) return joined_rows(select_, rows_, values_, evaluation_);
        if (select_.tree) return below();
        if (!select_.source.empty()) return kept(query::run(select_.source.front(), rows_, values_));
        std::vector<Values> found;
        rows_.each(*select_.model, [&](Row row) {
            if (keep_ && !keep_(row)) return true;
            evaluation_.set_row(row);
            if (!select_.where || evaluation_.condition(*select_.where)) found.emplace_back(row.begin(), row.end());
            return true;
        });
        return found;
    }

    // A row has its depth behind its fields.
    std::vector<Values> below() { return kept(tree_rows(select_, rows_, evaluation_)); }

    // Those that fulfil the condition.
    std::vector<Values> kept(std::vector<Values> found) {
        std::erase_if(found, [&](const Values& row) {
            evaluation_.set_row(row);
            return select_.where && !evaluation_.condition(*select_.where);
        });
        return found;
    }

    Answer answer() {
        Answer answer;
        for (const ir::Output& output : select_.outputs) answer.outputs.push_back(evaluation_.value(output.expr));
        for (const ir::Order& order : select_.order) answer.order.push_back(evaluation_.value(order.by));
        return answer;
    }

    std::vector<Answer> rows() {
        std::vector<Answer> answers;
        std::vector<Values> found = matching();
        const std::vector<Row> window(found.begin(), found.end());
        evaluation_.set_window(&window);
        for (std::size_t i = 0; i < found.size(); ++i) {
            evaluation_.set_place(i);
            Answer next = answer();
            if (select_.per_parent) append_key(found[i][*select_.per_parent], next.parent);
            for (const Expr& by : select_.distinct_on) append_key(evaluation_.value(by), next.key);
            if (select_.outputs.empty()) {
                next.outputs = found[i];
                next.outputs.resize(select_.model->fields.size());
            }
            answers.push_back(std::move(next));
        }
        evaluation_.set_window(nullptr);
        return answers;
    }

    // Groups in the order of their first rows. Without a key there is one, of no rows perhaps.
    std::vector<std::vector<Row>> grouped(const std::vector<Values>& found) {
        std::vector<std::vector<Row>> groups;
        if (select_.group.empty()) groups.emplace_back();
        std::unordered_map<std::string, std::size_t> places;
        for (const Values& row : found) {
            evaluation_.set_row(row);
            std::string key;
            for (const Expr& by : select_.group) append_key(evaluation_.value(by), key);
            if (!select_.group.empty() && places.emplace(key, groups.size()).second) groups.emplace_back();
            groups[select_.group.empty() ? 0 : places.at(key)].emplace_back(row);
        }
        return groups;
    }

    std::vector<Answer> groups() {
        const std::vector<Values> found = matching();
        std::vector<Answer> answers;
        for (const std::vector<Row>& group : grouped(found)) {
            evaluation_.set_row(group.empty() ? Row() : group.front());
            evaluation_.set_group(&group);
            if (!select_.having || evaluation_.condition(*select_.having)) answers.push_back(answer());
            evaluation_.set_group(nullptr);
        }
        return answers;
    }

    static void keep_distinct(std::vector<Answer>& answers) {
        std::unordered_set<std::string> seen;
        std::erase_if(answers, [&](const Answer& answer) { return !seen.insert(key_of(answer.outputs)).second; });
    }

    // They are sorted by now.
    static void keep_first(std::vector<Answer>& answers) {
        std::unordered_set<std::string> seen;
        std::erase_if(answers, [&](const Answer& answer) { return !seen.insert(answer.key).second; });
    }

    static int compare(const ir::Order& order, const Value& a, const Value& b) {
        return compare_in_order(a, b, {order.descending, order.empties}, order.by.declared);
    }

    void sort(std::vector<Answer>& answers) const {
        if (select_.order.empty()) return;
        for (std::size_t i = 0; i < answers.size(); ++i) answers[i].place = i;
        std::sort(answers.begin(), answers.end(), [this](const Answer& a, const Answer& b) {
            for (std::size_t i = 0; i < select_.order.size(); ++i)
                if (const int compared = compare(select_.order[i], a.order[i], b.order[i]); compared != 0)
                    return compared < 0;
            return a.place < b.place;
        });
    }

    void cut(std::vector<Answer>& answers) {
        const auto [offset, limit] = cut_of(select_, evaluation_);
        std::unordered_map<std::string, std::int64_t> counts;
        std::erase_if(answers, [&](const Answer& answer) {
            const std::int64_t place = counts[answer.parent]++;
            return place < offset || place - offset >= limit;
        });
    }

    const Select& select_;
    const Rows& rows_;
    std::span<const Value> values_;
    const Keep& keep_;
    Evaluation evaluation_;
};

}  // namespace

std::vector<std::vector<Value>> run(const Select& select, const Rows& rows, std::span<const Value> values) {
    if (!select.with.empty()) return run_with_named(select, rows, values);
    return run_alone(select, rows, values);
}

std::vector<std::vector<Value>> run_alone(const Select& select, const Rows& rows, std::span<const Value> values,
                                          const Keep& keep) {
    return Run(select, rows, values, keep).all();
}

}  // namespace tenon::query
