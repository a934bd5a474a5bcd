#pragma once
// MemoryPlan: the IR itself, with what is known of it before it runs.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/driver.hpp"
#include "drivers/memory/lookup.hpp"

namespace tenon::drivers::memory {

/// One value of the rows that a statement gives.
struct Column {
    std::string name;
    bool nested = false;
};
using Columns = std::vector<Column>;

class MemoryPlan final : public Plan {
public:
    explicit MemoryPlan(const query::Prepared& prepared);

    [[nodiscard]] std::string_view text() const noexcept override { return text_; }
    [[nodiscard]] std::size_t slots() const noexcept override { return prepared_.slots.size(); }
    [[nodiscard]] bool writes() const noexcept override;

    [[nodiscard]] const ir::Statement& statement() const noexcept { return prepared_.resolved; }
    [[nodiscard]] std::span<const Equality> equalities() const noexcept { return equalities_; }
    /// Copies of the values of one run, as the evaluator reads them. Throws QueryError when there are too few or too many.
    [[nodiscard]] std::vector<Value> values(std::span<const Cell> cells) const;
    /// None when it gives no rows.
    [[nodiscard]] const std::shared_ptr<const Columns>& columns() const noexcept { return columns_; }

private:
    query::Prepared prepared_;
    std::string text_;
    std::vector<Equality> equalities_;
    std::vector<std::uint16_t> lists_with_empty_;
    std::shared_ptr<const Columns> columns_;
};

}  // namespace tenon::drivers::memory
