#pragma once
// TransactionState: one transaction on one connection, with its savepoints.

#include <cstdint>
#include <memory>
#include <source_location>
#include <thread>

#include "engine/core.hpp"
#include <tenon/session.hpp>

namespace tenon::engine {

class OpenStream;

/// Begun when made; rolled back when destroyed before `commit`. Used by the thread that made it.
class TransactionState {
public:
    /// `location`: where the user began it, for events.
    TransactionState(std::shared_ptr<Core> core, const std::source_location& location);
    TransactionState(const TransactionState&) = delete;
    TransactionState& operator=(const TransactionState&) = delete;
    ~TransactionState();

    /// The connection to run a statement on. Throws TransactionError when the transaction is over, was ended by the
    /// database, or belongs to another thread, or when `depth` is not the innermost savepoint; StreamOpen when one is.
    drivers::Connection& connection(std::uint32_t depth) {
        if (!is_usable(depth)) [[unlikely]]
            refuse(depth);
        return *connection_;
    }
    /// Throws TransactionError on another thread than the transaction's.
    void require_thread() const;
    /// From here on until it lets go, the stream has the connection.
    void hold(OpenStream& stream) noexcept { stream_ = &stream; }
    void let_go() noexcept { stream_ = nullptr; }
    [[nodiscard]] bool is_over() const noexcept { return over_; }
    [[nodiscard]] std::uint32_t depth() const noexcept { return depth_; }

    void commit();
    /// Never throws: a connection that can't roll back is closed.
    void rollback() noexcept;
    /// Opens a savepoint; gives its depth.
    std::uint32_t begin_savepoint(std::uint32_t outer_depth);
    void release_savepoint(std::uint32_t depth);
    void rollback_savepoint(std::uint32_t depth) noexcept;

private:
    [[nodiscard]] bool is_usable(std::uint32_t depth) const noexcept {
        return !over_ && thread_ == std::this_thread::get_id() && stream_ == nullptr && depth == depth_ && !poisoned_ &&
               connection_->in_transaction();
    }
    [[noreturn]] void refuse(std::uint32_t depth) const;
    void control(drivers::Control what, std::uint32_t depth);
    bool try_control(drivers::Control what, std::uint32_t depth) noexcept;
    void end() noexcept;
    void end_stream() noexcept;

    std::shared_ptr<Core> core_;
    drivers::Connection* connection_ = nullptr;
    std::source_location location_;
    std::thread::id thread_;
    OpenStream* stream_ = nullptr;
    std::uint32_t depth_ = 0;
    bool over_ = false;
    bool poisoned_ = false;  ///< a savepoint couldn't be gone back to: what it should have undone is still there
    TransactionState* outer_ = nullptr;  // the thread's list of open transactions
    friend bool in_transaction_of(const Core& core) noexcept;
};

/// Is this thread inside a transaction of that Core?
bool in_transaction_of(const Core& core) noexcept;

/// Throws TransactionError when this thread is inside a transaction of that Core and can't begin another one.
void require_can_begin(const Session& session);

/// A connection for one statement. Gives it back when it goes.
class Lease {
public:
    Lease(const Session& session, drivers::Role role) : core_(*session.core), role_(role) {
        if (session.transaction != nullptr && session.taken == nullptr) [[likely]]
            connection_ = &session.transaction->connection(session.depth);
        else
            take(session);
    }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease() {
        if (from_pool_) core_.pool().release(*connection_, role_);
    }
    [[nodiscard]] drivers::Connection& connection() const noexcept { return *connection_; }

private:
    void take(const Session& session);

    Core& core_;
    drivers::Connection* connection_ = nullptr;
    drivers::Role role_;
    bool from_pool_ = false;
};

}  // namespace tenon::engine
