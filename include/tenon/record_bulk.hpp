#pragma once
// RecordBulk: writes of several kinds to a run-time model, sent together.

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <tenon/bulk.hpp>
#include <tenon/callback.hpp>
#include <tenon/record.hpp>
#include <tenon/record_updates.hpp>

namespace tenon {

/// Operations on records of one model, a value. Names and values are looked at when it runs, each operation's by itself:
///
///     const auto result = jobs.bulk_write(tenon::RecordBulk()
///                                             .insert({{"name", "saw"}, {"state", "new"}})
///                                             .update(field("state") == "new", {{"state", "taken"}})
///                                             .remove(field("tries") > 9));
class RecordBulk {
public:
    RecordBulk& insert(Assignments values);
    /// Changes the rows that fulfil the condition, as `RecordModel::update` does.
    RecordBulk& update(const RecordExpression& condition, Assignments values);
    template <RecordUpdateType U, RecordUpdateType... Us>
    RecordBulk& update(const RecordExpression& condition, const U& first, const Us&... rest) {
        return update_by(condition, joined_updates(first, rest...));
    }
    RecordBulk& remove(const RecordExpression& condition);
    RecordBulk& upsert(Assignments values);
    RecordBulk& upsert(Assignments values, UpsertOptions options);

    [[nodiscard]] std::size_t size() const noexcept { return operations_.size(); }

private:
    friend class RecordModel;
    using Operation = Callback<void(const RecordModel&, BulkResult&)>;
    RecordBulk& add(Operation operation);
    RecordBulk& update_by(const RecordExpression& condition, ir::Code assignments);
    [[nodiscard]] BulkResult run_on(const engine::Session& session, const model::Instance& instance,
                                    bool stops_at_failure) const;

    std::vector<Operation> operations_;
};

}  // namespace tenon
