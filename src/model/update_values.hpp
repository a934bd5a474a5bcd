#pragma once
// UpdateValues: the values of an update as they are bound: changed by the fields' rules, checked, and times at the end.

#include <cstddef>
#include <forward_list>
#include <memory>
#include <span>
#include <vector>

#include "model/failures.hpp"
#include "model/statements.hpp"

namespace tenon::model {

/// Points at the given values; lives as long as the statement runs.
class UpdateValues {
public:
    /// Throws ValidationError, or CastError, for what the fields refuse.
    UpdateValues(const Session& session, const Instance& instance, const Decoding& decoding,
                 std::span<const Cell> given)
        : used_(given.size()) {
        if (given.size() + decoding.stamps > most_small) [[unlikely]] {
            large_.resize(given.size() + decoding.stamps);
            cells_ = large_.data();
        }
        std::uninitialized_copy(given.begin(), given.end(), cells_);
        if (!decoding.assigned.empty()) check(session, instance.model, decoding.assigned);
        if (decoding.stamps == 0) return;
        const Timestamp now = state_of(session).now();
        for (std::size_t i = 0; i < decoding.stamps; ++i)
            std::construct_at(cells_ + used_++, Cell::of(now.floored(decoding.stamp_precisions[i])));
    }
    UpdateValues(const UpdateValues&) = delete;
    UpdateValues& operator=(const UpdateValues&) = delete;
    [[nodiscard]] std::span<const Cell> cells() const { return {cells_, used_}; }

private:
    void check(const Session& session, const schema::Model& model, std::span<const Assigned> all);
    void check(const Session& session, const Assigned& assigned, Failures& failures);

    static constexpr std::size_t most_small = 16;
    alignas(Cell) std::byte small_[most_small * sizeof(Cell)];  // made one by one: most updates are narrow
    std::vector<Cell> large_;
    Cell* cells_ = reinterpret_cast<Cell*>(small_);
    std::size_t used_;
    std::forward_list<Value> owned_;  ///< what changed cells point at
};

}  // namespace tenon::model
