#pragma once
// Core: what one Database is made of, whatever backend it has.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "drivers/driver.hpp"
#include "engine/plan_cache.hpp"
#include "engine/pool.hpp"
#include <tenon/event.hpp>

namespace tenon::engine {

struct CoreOptions {
    std::chrono::milliseconds acquire_timeout{30'000};
    std::size_t max_readers = 8;
};

class Core {
public:
    Core(std::unique_ptr<drivers::Driver> driver, const CoreOptions& options)
        : driver_(std::move(driver)),
          pool_(*driver_, options.acquire_timeout, options.max_readers),
          runs_at_once_(driver_->runs_at_once()) {}

    [[nodiscard]] drivers::Driver& driver() noexcept { return *driver_; }
    [[nodiscard]] Pool& pool() noexcept { return pool_; }
    [[nodiscard]] PlanCache& plans() noexcept { return plans_; }
    [[nodiscard]] bool runs_at_once() const noexcept { return runs_at_once_; }

    /// Called after each statement, on the thread that ran it, until the Core goes or `unlisten` is called with the number
    /// that this gives.
    std::uint64_t listen(StatementListener listener);
    void unlisten(std::uint64_t number) noexcept;
    [[nodiscard]] bool has_listeners() const noexcept { return has_listeners_.load(std::memory_order_relaxed); }
    /// What listeners throw is dropped: their trouble must not undo a statement that was done.
    void notify(const StatementEvent& event) noexcept;

private:
    std::unique_ptr<drivers::Driver> driver_;
    Pool pool_;
    PlanCache plans_;
    const bool runs_at_once_;
    std::atomic<bool> has_listeners_{false};
    std::mutex listeners_mutex_;
    struct Listener {
        std::uint64_t number;
        std::shared_ptr<const StatementListener> call;
    };
    std::uint64_t last_listener_ = 0;
    std::vector<Listener> listeners_;
};

}  // namespace tenon::engine
