#pragma once
// MemoryConnection: statements and transactions on a store that others may share.

#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "drivers/driver.hpp"
#include "drivers/memory/operation.hpp"
#include "drivers/memory/store.hpp"

namespace tenon::drivers::memory {

/// Any number of operations may be open: each has its rows from its start on.
class MemoryConnection final : public Connection {
public:
    explicit MemoryConnection(std::shared_ptr<Store> store) : store_(std::move(store)) {}
    ~MemoryConnection() override;

    Status start(const Plan& plan, std::span<const Cell> values, const Deadline& deadline, Operation*& out) override;
    void finish(Operation& operation) noexcept override { static_cast<MemoryOperation&>(operation).finish(); }
    Status batch(const Plan& plan, std::size_t rows, std::span<const Cell> values, const Deadline& deadline,
                 std::vector<std::int64_t>* generated) override;
    [[nodiscard]] std::size_t error_row() const noexcept override { return error_row_; }
    Status control(Control what, std::uint32_t depth, const Deadline& deadline) override;
    [[nodiscard]] int socket() const noexcept override { return -1; }
    [[nodiscard]] bool in_transaction() const noexcept override { return state_ != State::idle; }
    [[nodiscard]] bool broken() const noexcept override { return broken_; }
    [[noreturn]] void throw_error(const schema::Model* model) override;

    /// How a select's rows would be found.
    [[nodiscard]] std::string explain(const MemoryPlan& plan, std::span<const Cell> cells);

    /// Runs a change as one statement: what it throws takes back what it did, and is passed on.
    void change(const Deadline& deadline, const std::function<void(Store&)>& run);

private:
    enum class State : std::uint8_t { idle, reading, writing };
    struct Savepoint {
        std::uint32_t depth;
        std::size_t mark;
    };

    Outcome run(const MemoryPlan& plan, std::span<const Cell> cells, const Deadline& deadline);
    MemoryOperation& free_operation();
    void begin(State state, const Deadline& deadline);
    void commit();
    void rollback();
    void reset();
    void set_savepoint(std::uint32_t depth);
    void end_savepoint(std::uint32_t depth, bool undo);
    void end_transaction(Turn& turn) noexcept;

    std::shared_ptr<Store> store_;
    std::vector<std::unique_ptr<MemoryOperation>> operations_;
    std::vector<Savepoint> savepoints_;
    std::exception_ptr failure_;
    std::size_t error_row_ = 0;
    State state_ = State::idle;
    bool broken_ = false;
};

}  // namespace tenon::drivers::memory
