#include "engine/core.hpp"

namespace tenon::engine {

void Core::listen(StatementListener listener) {
    const std::scoped_lock lock(listeners_mutex_);
    listeners_.push_back(std::make_shared<const StatementListener>(std::move(listener)));
    has_listeners_.store(true, std::memory_order_relaxed);
}

void Core::notify(const StatementEvent& event) {
    std::vector<std::shared_ptr<const StatementListener>> listeners;
    {
        const std::scoped_lock lock(listeners_mutex_);
        listeners = listeners_;
    }
    for (const auto& listener : listeners) (*listener)(event);
}

}  // namespace tenon::engine
