#include "engine/core.hpp"

#include <tenon/error.hpp>
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

namespace {

template <class Set>
Session with_option(const Session& session, Set set) {
    CallOptions options = session.options ? *session.options : CallOptions();
    set(options);
    Session next = session;
    next.options = std::make_shared<const CallOptions>(std::move(options));
    return next;
}

}  // namespace

Session Session::with_timeout(std::chrono::nanoseconds timeout) const {
    constexpr std::chrono::hours most{24 * 365};
    if (timeout <= std::chrono::nanoseconds(0) || timeout > most)
        throw QueryError("A timeout is longer than nothing, and a year at most.");
    return with_option(*this, [&](CallOptions& asked) { asked.timeout = timeout; });
}

Session Session::with_comment(std::string text) const {
    constexpr std::size_t most = 1'000;
    if (text.size() > most) throw QueryError("A statement's comment has at most 1,000 bytes.");
    return with_option(*this, [&](CallOptions& asked) {
        asked.comment = std::move(text);
        asked.held = std::make_shared<HeldEntries>();
    });
}

Session Session::with_stop(std::shared_ptr<StopFlag> stop) const {
    return with_option(*this, [&](CallOptions& asked) { asked.stop = std::move(stop); });
}

Session Session::without_timestamps() const {
    return with_option(*this, [](CallOptions& asked) { asked.keeps_times = true; });
}

Session Session::without_options() const {
    Session next = *this;
    next.options.reset();
    return options && options->keeps_times ? next.without_timestamps() : next;
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
