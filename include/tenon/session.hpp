#pragma once
// Session: through what a call reaches its database. Users hold it inside Database, Transaction, Model<T>, …

#include <chrono>
#include <cstdint>
#include <memory>
#include <source_location>
#include <string>

namespace tenon::drivers {
class Connection;
}

namespace tenon::engine {

class Core;
class TransactionState;
class HeldEntries;
struct StopFlag;

/// What a query asks of its statements, beside what they mean.
struct CallOptions {
    std::chrono::nanoseconds timeout{0};  ///< of each of them; 0: none
    std::string comment{};                ///< in their text
    std::shared_ptr<StopFlag> stop{};     ///< of another thread; nullptr: none
    std::shared_ptr<HeldEntries> held{};  ///< what was compiled with the comment, as long as a query with it lives
    bool keeps_times = false;             ///< the times of creation and of changes are not set
};

/// The pool of a Database, or one of its transactions at a savepoint's depth.
struct Session {
    Core* core = nullptr;
    TransactionState* transaction = nullptr;  ///< nullptr: none
    std::shared_ptr<void> owner;              ///< of the transaction, which owns the core as well, or of the core alone
    std::uint32_t depth = 0;
    /// A connection that is taken already: by the stream that a statement belongs to. nullptr: none
    drivers::Connection* taken = nullptr;
    std::shared_ptr<const CallOptions> options;  ///< nullptr: none
    bool outside = false;                        ///< may run beside a transaction of this thread
    std::source_location location{};             ///< where the user's call stands, when it was said; line 0: it wasn't

    // Not inline: every call in a user's program copies one.
    Session() noexcept;
    explicit Session(std::shared_ptr<Core> core) noexcept;
    Session(const Session& other) noexcept;
    Session(Session&& other) noexcept;
    Session& operator=(const Session& other) noexcept;
    Session& operator=(Session&& other) noexcept;
    ~Session();

    /// The same, inside this transaction.
    [[nodiscard]] Session within(std::shared_ptr<TransactionState> state) const;
    /// The same with a timeout, or a comment. QueryError for one that can't be.
    [[nodiscard]] Session with_timeout(std::chrono::nanoseconds timeout) const;
    [[nodiscard]] Session with_comment(std::string text) const;
    [[nodiscard]] Session with_stop(std::shared_ptr<StopFlag> stop) const;
    [[nodiscard]] Session without_timestamps() const;
    /// The same without those that are about statements: for what outlives the query.
    [[nodiscard]] Session without_options() const;
    /// The core, to be held beyond the session.
    [[nodiscard]] std::shared_ptr<Core> shared_core() const noexcept { return {owner, core}; }
};

}  // namespace tenon::engine
