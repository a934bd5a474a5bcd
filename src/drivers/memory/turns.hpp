#pragma once
// Turns: one connection at a time uses the store, for a statement or for a whole transaction.

#include <condition_variable>
#include <mutex>

#include "drivers/driver.hpp"

namespace tenon::drivers::memory {

class Turns {
public:
    Turns() = default;
    Turns(const Turns&) = delete;
    Turns& operator=(const Turns&) = delete;

private:
    friend class Turn;
    std::mutex mutex_;
    std::condition_variable free_;
    const void* owner_ = nullptr;  // who has it beyond a statement
};

/// The right to use the store, from construction to destruction.
class Turn {
public:
    /// Waits for the end of another connection's transaction. Throws StatementTimeout at the deadline, or after 5 seconds.
    Turn(Turns& turns, const void* who, const Deadline& deadline);
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

    /// For the whole transaction.
    void keep() noexcept { turns_.owner_ = who_; }
    void give_back() noexcept;

private:
    Turns& turns_;
    const void* who_;
    std::unique_lock<std::mutex> lock_;
};

}  // namespace tenon::drivers::memory
