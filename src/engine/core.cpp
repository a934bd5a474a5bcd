#include "engine/core.hpp"

#include <tenon/session.hpp>

namespace tenon::engine {

Session::Session() noexcept = default;
Session::Session(std::shared_ptr<Core> shared) noexcept : core(shared.get()), owner(std::move(shared)) {}
Session::Session(const Session& other) noexcept = default;
Session::Session(Session&& other) noexcept = default;
Session& Session::operator=(const Session& other) noexcept = default;
Session& Session::operator=(Session&& other) noexcept = default;
Session::~Session() = default;

Session Session::within(std::shared_ptr<TransactionState> state) const {
    Session inside = *this;
    inside.transaction = state.get();
    inside.owner = std::move(state);
    return inside;
}

std::uint64_t Core::listen(StatementListener listener) {
    auto call = std::make_shared<const StatementListener>(std::move(listener));
    const std::scoped_lock lock(listeners_mutex_);
    listeners_.push_back({++last_listener_, std::move(call)});
    has_listeners_.store(true, std::memory_order_relaxed);
    return last_listener_;
}

void Core::unlisten(std::uint64_t number) noexcept {
    std::shared_ptr<const StatementListener> ended;  // what it holds goes after the lock is open
    const std::scoped_lock lock(listeners_mutex_);
    for (auto at = listeners_.begin(); at != listeners_.end(); ++at) {
        if (at->number != number) continue;
        ended = std::move(at->call);
        listeners_.erase(at);
        break;
    }
    has_listeners_.store(!listeners_.empty(), std::memory_order_relaxed);
}

void Core::notify(const StatementEvent& event) noexcept {
    std::vector<Listener> listeners;
    try {
        const std::scoped_lock lock(listeners_mutex_);
        listeners = listeners_;
    } catch (...) {  // NOLINT: without memory nobody hears of it
    }
    for (const Listener& listener : listeners) {
        try {
            (*listener.call)(event);
        } catch (...) {  // NOLINT: the others are still called
        }
    }
}

}  // namespace tenon::engine
