#pragma once
// Session: through what a call reaches its database. Users hold it inside Database, Transaction, Model<T>, …

#include <cstdint>
#include <memory>
#include <source_location>

namespace tenon::engine {

class Core;
class TransactionState;

/// The pool of a Database, or one of its transactions at a savepoint's depth.
struct Session {
    std::shared_ptr<Core> core;
    std::shared_ptr<TransactionState> transaction;
    std::uint32_t depth = 0;
    bool outside = false;             ///< may run beside a transaction of this thread
    std::source_location location{};  ///< where the user's call stands, when it was said; line 0: it wasn't

    // Not inline: every call in a user's program copies one.
    Session() noexcept;
    Session(const Session& other) noexcept;
    Session(Session&& other) noexcept;
    Session& operator=(const Session& other) noexcept;
    Session& operator=(Session&& other) noexcept;
    ~Session();
};

}  // namespace tenon::engine
