#include "engine/transaction.hpp"

#include <string>

#include "engine/control.hpp"
#include "engine/on_behalf.hpp"
#include "engine/open_stream.hpp"

#include <tenon/error.hpp>

namespace tenon::engine {
namespace {

thread_local TransactionState* innermost = nullptr;
thread_local std::thread::id acting_for{};  // none: for itself

[[noreturn]] void refuse_nested_begin() {
    throw TransactionError("This thread is inside a transaction of this Database. Nest by the handle: "
                           "tx.transaction(…), or ask for a second "
                           "one by db.outside().transaction(…).");
}

[[noreturn]] void refuse_bypass() {
    throw TransactionError("A call through the Database on a thread that is inside one of its transactions would not "
                           "be part of it. Use the "
                           "transaction's handle, tx.model<T>(), or db.outside() if it is meant.");
}

[[noreturn]] void refuse_second_connection() {
    throw TransactionError(
        "db.outside() needs a second connection while this thread's transaction holds the only one that can do this: "
        "memory: and sqlite::memory: have just one, a SQLite file has one that writes. Do it before or after the "
        "transaction, or by the transaction's own handle.");
}

}  // namespace

Caller Caller::current() noexcept {
    const bool is_own = acting_for == std::thread::id();
    return {is_own ? std::this_thread::get_id() : acting_for, innermost};
}

OnBehalf::OnBehalf(const Caller& caller) noexcept : before_{acting_for, innermost} {
    acting_for = caller.thread;
    innermost = caller.transaction;
}
OnBehalf::~OnBehalf() {
    acting_for = before_.thread;
    innermost = before_.transaction;
}

bool in_transaction_of(const Core& core) noexcept {
    for (const TransactionState* at = innermost; at != nullptr; at = at->outer_)
        if (at->core_.get() == &core) return true;
    return false;
}

TransactionState::TransactionState(std::shared_ptr<Core> core, const std::source_location& location)
    : core_(std::move(core)),
      location_(location),
      thread_(std::this_thread::get_id()) {
    connection_ = &core_->pool().acquire(drivers::Role::writer);
    try {
        control(drivers::Control::begin, 0);
    } catch (...) {
        core_->pool().release(*connection_, drivers::Role::writer);
        throw;
    }
    outer_ = innermost;
    innermost = this;
}

TransactionState::~TransactionState() { rollback(); }

void TransactionState::refuse(std::uint32_t depth) const {
    if (over_) throw TransactionError("The transaction is over: it was committed or rolled back. Begin another one.");
    require_thread();
    if (stream_ != nullptr)
        throw StreamOpen(stream_->description() +
                         "is open on this transaction, and has its connection. Read it to its end first, or leave its "
                         "loop; or take all rows at once, by all().");
    if (depth > depth_) throw TransactionError("This nested transaction is over. Use the handle that encloses it.");
    if (depth < depth_)
        throw TransactionError("A nested transaction is open: use its handle, the one that its callback gets.");
    if (poisoned_)
        throw TransactionError("A nested transaction of this one couldn't be rolled back, so none of it may be kept. "
                               "Leave it, and begin again.");
    throw TransactionError("The database ended this transaction by itself after a failure; nothing of it was kept. "
                           "Leave it, and begin again.");
}

void TransactionState::require_thread() const {
    if (thread_ != std::this_thread::get_id())
        throw TransactionError("A transaction belongs to the thread that began it. Begin one in this thread.");
}

void TransactionState::end_stream() noexcept {
    if (stream_ != nullptr) stream_->end();
}

void TransactionState::control(drivers::Control what, std::uint32_t depth) {
    engine::control(*core_, *connection_, what, depth, location_);
}

bool TransactionState::try_control(drivers::Control what, std::uint32_t depth) noexcept {
    try {
        control(what, depth);
        return true;
    } catch (...) {  // NOLINT: the pool sees what state the connection is in
        return false;
    }
}

void TransactionState::commit() {
    (void)connection(depth_);
    control(drivers::Control::commit, 0);
    end();
}

void TransactionState::rollback() noexcept {
    if (over_) return;
    end_stream();
    if (core_->has_listeners() && connection_->in_transaction()) (void)try_control(drivers::Control::rollback, 0);
    end();  // the pool rolls back what is open
}

void TransactionState::end() noexcept {
    over_ = true;
    for (TransactionState** at = &innermost; *at != nullptr; at = &(*at)->outer_) {
        if (*at != this) continue;
        *at = outer_;
        break;
    }
    core_->pool().release(*connection_, drivers::Role::writer);
    connection_ = nullptr;
}

std::uint32_t TransactionState::begin_savepoint(std::uint32_t outer_depth) {
    (void)connection(outer_depth);
    control(drivers::Control::savepoint, depth_ + 1);
    return ++depth_;
}

void TransactionState::release_savepoint(std::uint32_t depth) {
    (void)connection(depth);
    control(drivers::Control::release_savepoint, depth);
    depth_ = depth - 1;
}

void TransactionState::rollback_savepoint(std::uint32_t depth) noexcept {
    if (over_ || depth > depth_) return;
    end_stream();
    depth_ = depth - 1;
    if (connection_->in_transaction() && !try_control(drivers::Control::rollback_to_savepoint, depth)) poisoned_ = true;
}

void Lease::take(const Session& session) {
    if (session.taken != nullptr) {
        connection_ = session.taken;
        return;
    }
    if (innermost != nullptr && in_transaction_of(core_)) {
        if (!session.outside) refuse_bypass();
        if (core_.driver().max_readers() == 0 || role_ == drivers::Role::writer) refuse_second_connection();
    }
    connection_ = &core_.pool().acquire(role_);
    from_pool_ = true;
}

void require_can_begin(const Session& session) {
    if (!in_transaction_of(*session.core)) return;
    if (!session.outside) refuse_nested_begin();
    refuse_second_connection();
}

}  // namespace tenon::engine
