#pragma once
// Pool: the connections of one Database. One writer and several readers where the driver says so, else one for all.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "drivers/driver.hpp"

namespace tenon::engine {

class OpenStream;

/// Thread-safe. Connections are made when they are first needed, and given back in the order last in, first out.
class Pool {
public:
    Pool(drivers::Driver& driver, std::chrono::milliseconds acquire_timeout, std::size_t max_readers);
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    /// Waits until a connection is free. Throws PoolTimeout, and ConnectionError when none can be opened; StreamOpen at once
    /// when open streams of this thread have them all.
    drivers::Connection& acquire(drivers::Role role) {
        Side& from = side(role);
        if (drivers::Connection* const connection = from.hot.exchange(nullptr)) return *connection;
        return acquire_slowly(from);
    }
    /// A connection inside a transaction that nobody ended is rolled back; a broken one is closed.
    void release(drivers::Connection& connection, drivers::Role role) noexcept {
        Side& to = side(role);
        drivers::Connection* expected = nullptr;
        if (!connection.is_clean()) [[unlikely]]
            return release_unclean(to, connection);
        if (!to.hot.compare_exchange_strong(expected, &connection)) [[unlikely]]
            return release_slowly(to, &connection);
        if (to.waiting.load() > 0) [[unlikely]]
            wake(to);
    }

    /// An open stream has one of these connections; until it is forgotten.
    void note(const OpenStream& stream, drivers::Role role);
    void forget(const OpenStream& stream, drivers::Role role) noexcept;

private:
    /// Connections of one role. The one given back last waits in `hot`, taken and given without a lock.
    struct Side {
        std::atomic<drivers::Connection*> hot{nullptr};
        std::atomic<int> waiting{0};
        std::mutex mutex;
        std::condition_variable freed;
        std::vector<drivers::Connection*> idle;
        std::vector<std::unique_ptr<drivers::Connection>> all;
        std::vector<const OpenStream*> streams;
        std::size_t most = 1;
    };
    Side& side(drivers::Role role) { return role == drivers::Role::reader && readers_.most > 0 ? readers_ : writer_; }
    static void refuse_endless_wait(const Side& side);
    drivers::Connection& acquire_slowly(Side& side);
    void release_unclean(Side& side, drivers::Connection& connection) noexcept;
    void wake(Side& side) noexcept;
    void release_slowly(Side& side, drivers::Connection* connection) noexcept;
    void discard(Side& side, drivers::Connection& connection) noexcept;

    drivers::Driver& driver_;
    std::chrono::milliseconds acquire_timeout_;
    Side writer_;
    Side readers_;
};

}  // namespace tenon::engine
