#pragma once
// Running: one statement on one connection, driven by a thread that waits.

#include <chrono>
#include <source_location>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/transaction.hpp"

namespace tenon::engine {

/// Waits for what a status asks: a socket that can be read or written. Throws StatementTimeout after the deadline.
void wait_for(drivers::Connection& connection, drivers::Status status, const drivers::Deadline& deadline);

/// Starts a statement when it is made, ends it when it goes. Throws what the database says, in our hierarchy.
class Running {
public:
    /// `values` and what they point at must live as long as this. `model` may be nullptr.
    Running(const Session& session, const drivers::Plan& plan, const schema::Model* model,
            std::span<const Cell> values);
    Running(const Session& session, const drivers::Plan& plan, const schema::Model* model,
            const drivers::MemberValues& values);
    /// `location`, which must live as long: where the user's call stands, for events.
    Running(const Session& session, const drivers::Plan& plan, const schema::Model* model, std::span<const Cell> values,
            const std::source_location& location, const drivers::Deadline& deadline = {});
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
    ~Running();

    /// The next row, which lives until the next call. False at the end.
    bool next(std::span<const Cell>& row) {
        const drivers::Status status = operation_->fetch(row);
        const bool is_row = status == drivers::Status::row ||
                            next_slowly(status, [&] { return operation_->fetch(row); });
        if (is_row) ++rows_;
        return is_row;
    }
    /// The rows up to the next one that the target stops at, or that isn't placed in its object. False at the end.
    bool next_into(drivers::RowTarget& target, drivers::PlacedRow& row) {
        const std::size_t before = target.rows();
        const drivers::Status status = operation_->fetch_into(target, row);
        const bool is_row = status == drivers::Status::row ||
                            next_slowly(status, [&] { return operation_->fetch_into(target, row); });
        rows_ += static_cast<std::int64_t>(target.rows() - before);
        return is_row;
    }
    /// The names of the columns that it gives.
    [[nodiscard]] std::vector<std::string> columns() const { return operation_->columns(); }
    /// Throws StatementTimeout or StatementCancelled when it is time to.
    void check_deadline() const {
        if (deadline_) deadline_.check("The deadline passed before all rows were read.");
    }
    [[nodiscard]] drivers::Connection& connection() const noexcept { return lease_.connection(); }
    /// The result of a statement that has ended; reads and drops what rows are left.
    const drivers::Result& complete();

private:
    Running(const Session& session, const drivers::Plan& plan, const schema::Model* model, std::size_t values,
            const std::source_location& location);
    template <class Start>
    void start(Start start);
    template <class Fetch>
    bool next_slowly(drivers::Status status, Fetch fetch) {
        while (wants(status)) {
            wait_for(lease_.connection(), status, deadline_);
            status = fetch();
        }
        return take(status);
    }
    [[nodiscard]] static bool wants(drivers::Status status) noexcept;
    /// What is left of a status when there is nothing to wait for: a row, the end, or a failure.
    bool take(drivers::Status status);
    [[noreturn]] void fail();
    [[nodiscard]] StatementEvent event() const noexcept;

    Lease lease_;
    Core& core_;
    const drivers::Plan& plan_;
    const schema::Model* model_;
    const std::source_location& location_;
    drivers::Connection::Operation* operation_ = nullptr;
    drivers::Deadline deadline_;
    std::size_t values_;
    std::int64_t rows_ = 0;
    std::chrono::steady_clock::time_point begun_{};
    bool done_ = false;
    bool failed_ = false;
    bool is_watched_;
};

/// Runs an insert once for each of `rows` rows of values, in the caller's transaction.
void run_batch(const Session& session, const drivers::Plan& plan, const schema::Model* model, std::size_t rows,
               std::span<const Cell> values, std::vector<std::int64_t>* generated);
/// The same for rows that are objects.
void run_batch(const Session& session, const drivers::Plan& plan, const schema::Model* model,
               const drivers::MemberRows& rows, std::vector<std::int64_t>* generated);

}  // namespace tenon::engine
