#include "drivers/sqlite/waiting.hpp"

#include <algorithm>
#include <array>
#include <thread>

namespace tenon::drivers::sqlite {

namespace {

constexpr int steps_between_checks = 1000;  // of the virtual machine: some 20 µs
constexpr std::array<int, 6> pauses{1, 2, 5, 10, 15, 20};

}  // namespace

void Waiting::attach(sqlite3* database, std::chrono::milliseconds busy_timeout) noexcept {
    database_ = database;
    busy_timeout_ = busy_timeout;
    sqlite3_busy_handler(database, &on_busy, this);
}

void Waiting::set(const Deadline& deadline) noexcept {
    const bool is_one = static_cast<bool>(deadline);
    deadline_ = deadline;
    if (armed_ == is_one) return;
    armed_ = is_one;
    sqlite3_progress_handler(database_, armed_ ? steps_between_checks : 0, armed_ ? &on_progress : nullptr, this);
}

bool Waiting::deadline_passed() const noexcept { return armed_ && deadline_.has_passed(); }

int Waiting::on_progress(void* self) {
    const Waiting& waiting = *static_cast<const Waiting*>(self);
    return waiting.is_stopped() || waiting.deadline_passed() ? 1 : 0;
}

int Waiting::on_busy(void* self, int times) {
    Waiting& waiting = *static_cast<Waiting*>(self);
    const Clock::time_point now = Clock::now();
    if (times == 0) waiting.busy_since_ = now;
    Clock::time_point limit = waiting.busy_since_ + waiting.busy_timeout_;
    if (waiting.armed_ && waiting.deadline_.at) limit = std::min(limit, *waiting.deadline_.at);
    if (now >= limit || waiting.is_stopped()) return 0;
    const auto step = std::min(static_cast<std::size_t>(times), pauses.size() - 1);
    const Clock::duration pause = std::chrono::milliseconds(pauses[step]);
    std::this_thread::sleep_for(std::min(pause, limit - now));
    return 1;
}

}  // namespace tenon::drivers::sqlite
