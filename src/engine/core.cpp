#include "engine/core.hpp"

#include <tenon/session.hpp>

namespace tenon::engine {

Session::Session() noexcept = default;
Session::Session(const Session& other) noexcept = default;
Session::Session(Session&& other) noexcept = default;
Session& Session::operator=(const Session& other) noexcept = default;
Session& Session::operator=(Session&& other) noexcept = default;
Session::~Session() = default;

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
