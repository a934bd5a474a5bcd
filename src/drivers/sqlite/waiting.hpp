#pragma once
// Waiting: how long a connection's statements may run, and wait for the locks of others.

#include <chrono>

#include <sqlite3.h>

#include "drivers/driver.hpp"

namespace tenon::drivers::sqlite {

/// Costs nothing while no deadline is given: the progress handler is set only with one.
class Waiting {
public:
    Waiting() = default;
    Waiting(const Waiting&) = delete;
    Waiting& operator=(const Waiting&) = delete;

    /// Makes this the database's busy handler. The database must not outlive this object.
    void attach(sqlite3* database, std::chrono::milliseconds busy_timeout) noexcept;
    /// To be called before each step: the deadline of the statement that is about to run.
    void arm(const Deadline& deadline) noexcept {
        if (deadline || armed_) [[unlikely]]
            set(deadline);
    }
    /// To be called when it has ended.
    void disarm() noexcept {
        if (armed_) [[unlikely]]
            set({});
    }
    /// True when the last lock was given up, or statement stopped, because of the deadline.
    [[nodiscard]] bool deadline_passed() const noexcept;
    /// True when another thread stops the statement.
    [[nodiscard]] bool is_stopped() const noexcept { return armed_ && deadline_.is_stopped(); }
    [[nodiscard]] std::chrono::milliseconds busy_timeout() const noexcept { return busy_timeout_; }

private:
    using Clock = std::chrono::steady_clock;

    void set(const Deadline& deadline) noexcept;
    static int on_progress(void* self);
    static int on_busy(void* self, int times);

    sqlite3* database_ = nullptr;
    std::chrono::milliseconds busy_timeout_{0};
    Clock::time_point busy_since_{};
    Deadline deadline_;
    bool armed_ = false;
};

}  // namespace tenon::drivers::sqlite
