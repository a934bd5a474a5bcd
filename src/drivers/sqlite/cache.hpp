#pragma once
// StatementCache: the prepared statements of one connection, found by their plan's number.

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "drivers/sqlite/running.hpp"

namespace tenon::drivers::sqlite {

/// Keeps up to 256 statements and drops the one that was used longest ago. A plan that is started while its statement
/// is busy gets a further one. Only when all are busy does it grow beyond its bound.
class StatementCache {
public:
    static constexpr std::size_t bound = 256;

    explicit StatementCache(Session& session) : session_(session) {}
    StatementCache(const StatementCache&) = delete;
    StatementCache& operator=(const StatementCache&) = delete;

    /// A statement of the plan that is not busy, prepared when there is none. Throws as Running's constructor does.
    Running& take(const SqlitePlan& plan) {
        for (Running* running = chain(plan.id); running != nullptr; running = running->next) {
            if (running->plan_id() == plan.id && !running->is_busy()) [[likely]] {
                running->last_use = ++clock_;
                return *running;
            }
        }
        return add(plan);
    }

    /// Ends the operation. Its statement stays prepared, unless it changes the connection each time that it is.
    void give_back(Running& running) noexcept {
        running.finish();
        if (!running.is_kept() || statements_.size() > bound) [[unlikely]]
            drop(running);
    }
    void finish_all() noexcept;
    /// Leaves all statements to their fate, in a forked process.
    void abandon() noexcept;
    [[nodiscard]] std::size_t size() const noexcept { return statements_.size(); }

private:
    using Chains = std::array<Running*, 512>;

    Running*& chain(std::uint32_t plan_id) noexcept { return chains_[plan_id % std::tuple_size_v<Chains>]; }
    Running& add(const SqlitePlan& plan);
    void drop_oldest() noexcept;
    void drop(std::size_t index) noexcept;
    void drop(const Running& running) noexcept;

    Session& session_;
    std::vector<std::unique_ptr<Running>> statements_;
    std::uint64_t clock_ = 0;
    Chains chains_{};
};

}  // namespace tenon::drivers::sqlite
