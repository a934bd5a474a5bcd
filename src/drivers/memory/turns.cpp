#include "drivers/memory/turns.hpp"

#include <tenon/error.hpp>

namespace tenon::drivers::memory {

namespace {

constexpr std::chrono::seconds patience{5};

}  // namespace

Turn::Turn(Turns& turns, const void* who, const Deadline& deadline) : turns_(turns), who_(who), lock_(turns.mutex_) {
    const auto is_free = [&] { return turns.owner_ == nullptr || turns.owner_ == who; };
    if (is_free()) return;
    const auto limit = deadline.at ? *deadline.at : std::chrono::steady_clock::now() + patience;
    if (!turns.free_.wait_until(lock_, limit, is_free)) {
        throw StatementTimeout("Another connection to this memory: database kept its transaction open too long.");
    }
}

void Turn::give_back() noexcept {
    turns_.owner_ = nullptr;
    turns_.free_.notify_all();
}

}  // namespace tenon::drivers::memory
