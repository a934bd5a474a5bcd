#include "drivers/sqlite/cache.hpp"

namespace tenon::drivers::sqlite {

Running& StatementCache::add(const SqlitePlan& plan) {
    if (statements_.size() >= bound) drop_oldest();
    statements_.push_back(std::make_unique<Running>(session_, plan));
    Running& running = *statements_.back();
    running.next = chain(plan.id);
    chain(plan.id) = &running;
    running.last_use = ++clock_;
    return running;
}

void StatementCache::drop_oldest() noexcept {
    std::size_t oldest = statements_.size();
    for (std::size_t i = 0; i < statements_.size(); ++i) {
        if (statements_[i]->is_busy()) continue;
        if (oldest == statements_.size() || statements_[i]->last_use < statements_[oldest]->last_use) oldest = i;
    }
    if (oldest < statements_.size()) drop(oldest);
}

void StatementCache::drop(std::size_t index) noexcept {
    Running* const dropped = statements_[index].get();
    Running** link = &chain(dropped->plan_id());
    while (*link != dropped) link = &(*link)->next;
    *link = dropped->next;
    statements_[index].swap(statements_.back());
    statements_.pop_back();
}

void StatementCache::drop(const Running& running) noexcept {
    for (std::size_t i = 0; i < statements_.size(); ++i) {
        if (statements_[i].get() != &running) continue;
        drop(i);
        return;
    }
}

void StatementCache::finish_all() noexcept {
    for (const auto& running : statements_) {
        if (running->is_busy()) running->finish();
    }
}

void StatementCache::abandon() noexcept {
    for (const auto& running : statements_) running->abandon();
}

}  // namespace tenon::drivers::sqlite
