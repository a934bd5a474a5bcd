#pragma once
// What a user gives as a key, held against the fields that the model's key has.

#include <optional>
#include <vector>

#include "model/instance.hpp"
#include <tenon/execution.hpp>

namespace tenon::model {

/// The cells of a given key as its fields take them. Throws QueryError when there are too few or too many, CastError when
/// one has another type, or a value that its field can't hold.
class KeyCells {
public:
    KeyCells(const Instance& instance, const GivenKey& given);
    KeyCells(const KeyCells&) = delete;
    KeyCells& operator=(const KeyCells&) = delete;
    [[nodiscard]] std::span<const Cell> cells() const noexcept { return cells_; }
    /// A part is empty: no object has this key.
    [[nodiscard]] bool is_nobodys() const noexcept;

private:
    std::span<const Cell> cells_;
    std::vector<Cell> converted_;  ///< instead of the given ones, when one of them needs it
    std::vector<Value> values_;    ///< what they point into
};

}  // namespace tenon::model
