#pragma once
// What can be watched of a Database: an event for each statement that was sent.

#include <chrono>
#include <cstdint>
#include <memory>
#include <source_location>
#include <string>
#include <string_view>
#include <utility>

#include <tenon/callback.hpp>

namespace tenon {

namespace engine {
class Core;
}  // namespace engine

/// What a statement is for. All but the first are sent by transactions.
enum class StatementKind : std::uint8_t {
    statement,
    begin,
    commit,
    rollback,
    savepoint,
    release_savepoint,
    rollback_to_savepoint
};

/// One statement, after it ended. The views live until the listener returns. Values are never part of it.
struct StatementEvent {
    StatementKind kind = StatementKind::statement;
    std::string_view text;                 ///< SQL, or what the backend has instead; "begin", "savepoint" and the like
    std::string_view model;                ///< "User", empty for raw SQL
    std::size_t values = 0;                ///< how many were bound
    std::int64_t rows = 0;                 ///< read, or matched by a write
    std::chrono::nanoseconds duration{0};  ///< from the start to the end, reading its rows included
    bool failed = false;
    std::string_view error_code;      ///< of one that failed: Error::code(), "TN-0003"
    std::uint32_t connection = 0;     ///< which one ran it: a number from 1, unique in this program
    std::source_location location{};  ///< the user's call; line 0 when it isn't known: see Database::at
};

using StatementListener = Callback<void(const StatementEvent&)>;

/// Ends what `on_statement` began. To let it go ends nothing.
class Subscription {
public:
    Subscription() noexcept;
    Subscription(std::weak_ptr<engine::Core> core, std::uint64_t number) noexcept;
    Subscription(const Subscription&) noexcept;
    Subscription(Subscription&&) noexcept;
    Subscription& operator=(const Subscription&) noexcept;
    Subscription& operator=(Subscription&&) noexcept;
    ~Subscription();
    /// No call of the listener begins after this, unless another thread's statement is just ending. Again: nothing.
    void stop() noexcept;

private:
    std::weak_ptr<engine::Core> core_;
    std::uint64_t number_ = 0;
};

/// SQL for people: each clause on a line, each condition below its clause, sub-queries indented.
[[nodiscard]] std::string format_sql(std::string_view sql);

/// The statement laid out, and a last line that tells its time, rows and how many values it had:
///
///     select t0."name"
///     from "users" as t0
///     where t0."age" > ?
///     -- 0.213 ms, 3 rows, 1 value, connection 1, main.cpp:42
[[nodiscard]] std::string format_statement(const StatementEvent& event);

}  // namespace tenon
