#pragma once
// Session: through what a call reaches its database. Users hold it inside Database, Transaction, Model<T>, …

#include <cstdint>
#include <memory>
#include <source_location>

namespace tenon::drivers {
class Connection;
}

namespace tenon::engine {

class Core;
class TransactionState;

/// The pool of a Database, or one of its transactions at a savepoint's depth.
struct Session {
    Core* core = nullptr;
    TransactionState* transaction = nullptr;  ///< nullptr: none
    std::shared_ptr<void> owner;              ///< of the transaction, which owns the core as well, or of the core alone
    std::uint32_t depth = 0;
    /// A connection that is taken already: by the stream that a statement belongs to. nullptr: none
    drivers::Connection* taken = nullptr;
    bool outside = false;             ///< may run beside a transaction of this thread
    std::source_location location{};  ///< where the user's call stands, when it was said; line 0: it wasn't

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
    /// The core, to be held beyond the session.
    [[nodiscard]] std::shared_ptr<Core> shared_core() const noexcept { return {owner, core}; }
};

}  // namespace tenon::engine
