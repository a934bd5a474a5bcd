#pragma once
// StopFlag: what a Cancellation shares with the statements that it may stop.

#include <atomic>

namespace tenon::engine {

struct StopFlag {
    std::atomic<bool> is_set{false};
};

}  // namespace tenon::engine
