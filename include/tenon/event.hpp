#pragma once
// What can be watched of a Database: an event for each statement that was sent.

#include <chrono>
#include <cstdint>
#include <functional>
#include <string_view>

namespace tenon {

/// One statement, after it ended. The views live until the listener returns. Values are never part of it.
struct StatementEvent {
    std::string_view text;                 ///< SQL, or what the backend has instead
    std::string_view model;                ///< "User", empty for raw SQL
    std::size_t values = 0;                ///< how many were bound
    std::int64_t rows = 0;                 ///< read, or matched by a write
    std::chrono::nanoseconds duration{0};  ///< from the start to the end, reading its rows included
    bool failed = false;
};

using StatementListener = std::function<void(const StatementEvent&)>;

}  // namespace tenon
