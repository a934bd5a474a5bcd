#pragma once
// MemoryOperation: the rows that a statement gave, handed out one by one.

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "drivers/driver.hpp"
#include "drivers/memory/plan.hpp"
#include "drivers/memory/write.hpp"

namespace tenon::drivers::memory {

class MemoryOperation final : public Connection::Operation {
public:
    /// Gives `row` when rows may come, else `done`.
    Status begin(const MemoryPlan& plan, Outcome outcome);
    /// Cells point into the rows, which live until the operation is finished.
    Status fetch(std::span<const Cell>& row) override;
    [[nodiscard]] const Result& result() const noexcept override { return outcome_.result; }
    /// The fields' columns, or the outputs' aliases; "" for a computed output without one.
    [[nodiscard]] std::vector<std::string> columns() const override;
    void finish() noexcept;
    [[nodiscard]] bool is_busy() const noexcept { return busy_; }

private:
    Outcome outcome_;
    std::shared_ptr<const Columns> columns_;
    std::vector<Cell> cells_;
    std::size_t next_ = 0;
    bool busy_ = false;
};

}  // namespace tenon::drivers::memory
