#pragma once
// What an update does to a field of a run-time model where it is stored: what tenon::field("tags").push("new") gives.

#include <cstdint>
#include <utility>
#include <vector>

#include <tenon/record.hpp>

namespace tenon {

/// One change of an update: people.update(field("id") == 1, field("visits").inc(1), field("tags").push("new")).
class RecordUpdate {
public:
    /// The place, and what it gets.
    RecordUpdate(const ir::Code& place, ir::Code value);
    [[nodiscard]] ir::Code code() const;
    [[nodiscard]] const ir::Code& place() const noexcept { return place_; }
    [[nodiscard]] const ir::Code& value() const noexcept { return value_; }

    // --- behind push and push_all, said in this order; QueryError otherwise ---
    /// In front of the element with this number, from 0; negative: counted from the end.
    [[nodiscard]] RecordUpdate at(std::int64_t position) const;
    /// By the elements themselves, or by fields of them: .sorted_by({"sku", field("qty").desc()}).
    [[nodiscard]] RecordUpdate sorted() const;
    [[nodiscard]] RecordUpdate sorted_by(const std::vector<IndexKey>& keys) const;
    /// Only the first n are kept; negative: only the last.
    [[nodiscard]] RecordUpdate sliced(std::int64_t most) const;

private:
    void require_push(const char* word, bool may_be_sorted) const;
    ir::Code place_;
    ir::Code value_;
};

/// Elements of an array to be changed: field("lines").where(field("sku") == "x").set(field("qty").set(3)).
class RecordElements : public RelationClauses<RecordElements> {
public:
    RecordElements(ir::Code array, ir::Code condition) : array_(std::move(array)), condition_(std::move(condition)) {}
    template <RecordUpdateType... Us>
    [[nodiscard]] RecordUpdate set(const Us&... changes) const {
        return changed({std::pair(changes.place(), changes.value())...});
    }
    /// The elements themselves are replaced.
    [[nodiscard]] RecordUpdate set(Value value) const;

    /// Of a relation, not of an array: what include() is to load.
    [[nodiscard]] RecordInclude where(const RecordExpression& condition) const;

private:
    friend class RecordInclude;
    [[nodiscard]] RecordUpdate changed(const std::vector<std::pair<ir::Code, ir::Code>>& changes) const;
    ir::Code array_;
    ir::Code condition_;
};

}  // namespace tenon
