#include "engine/pool.hpp"

#include <algorithm>
#include <string>

#include "engine/on_behalf.hpp"
#include "engine/open_stream.hpp"

#include <tenon/error.hpp>

namespace tenon::engine {

Pool::Pool(drivers::Driver& driver, std::chrono::milliseconds acquire_timeout, std::size_t max_readers)
    : driver_(driver),
      acquire_timeout_(acquire_timeout) {
    readers_.most = std::min(max_readers, driver.max_readers());
}

namespace {

bool roll_back(drivers::Connection& connection) {
    return connection.control(drivers::Control::rollback, 0, std::nullopt) == drivers::Status::done;
}

}  // namespace

void Pool::note(const OpenStream& stream, drivers::Role role) {
    Side& at = side(role);
    const std::scoped_lock lock(at.mutex);
    at.streams.push_back(&stream);
}

void Pool::forget(const OpenStream& stream, drivers::Role role) noexcept {
    Side& at = side(role);
    const std::scoped_lock lock(at.mutex);
    std::erase(at.streams, &stream);
}

/// A thread whose own streams have all connections would wait for itself.
void Pool::refuse_endless_wait(const Side& side) {
    const auto is_own = [caller = Caller::current().thread](const OpenStream* stream) {
        return stream->thread() == std::this_thread::get_id() || stream->thread() == caller;
    };
    const auto own = static_cast<std::size_t>(std::count_if(side.streams.begin(), side.streams.end(), is_own));
    if (own < side.most || own == 0) return;
    const std::string which = side.most == 1 ? "the only connection that can do this"
                                             : "the last connection that can do this";
    throw StreamOpen(
        side.streams.back()->description() + "is open on this thread, and has " + which +
        ": memory: and sqlite::memory: have just one. Read it to its end first, or leave its loop; or take "
        "all rows at once, by all().");
}

drivers::Connection& Pool::acquire_slowly(Side& from) {
    const drivers::Role role = &from == &readers_ ? drivers::Role::reader : drivers::Role::writer;
    const auto deadline = std::chrono::steady_clock::now() + acquire_timeout_;
    std::unique_lock lock(from.mutex);
    from.waiting.fetch_add(1);  // before looking at `hot`: release looks at it after filling `hot`
    struct Leave {
        Side& side;
        ~Leave() { side.waiting.fetch_sub(1); }
    } leave{from};
    for (;;) {
        if (drivers::Connection* connection = from.hot.exchange(nullptr)) return *connection;
        if (!from.idle.empty()) {
            drivers::Connection& connection = *from.idle.back();
            if (connection.in_transaction() && !roll_back(connection)) connection.throw_error(nullptr);
            from.idle.pop_back();
            return connection;
        }
        if (from.all.size() < from.most) {
            from.idle.reserve(from.all.size() + 1);  // giving back needs no memory
            from.all.push_back(nullptr);             // the place is taken while the lock is open
            lock.unlock();
            std::unique_ptr<drivers::Connection> made;
            try {
                made = driver_.connect(role);
            } catch (...) {
                lock.lock();
                from.all.erase(std::find(from.all.begin(), from.all.end(), nullptr));
                from.freed.notify_one();
                throw;
            }
            lock.lock();
            drivers::Connection& connection = *made;
            *std::find(from.all.begin(), from.all.end(), nullptr) = std::move(made);
            return connection;
        }
        refuse_endless_wait(from);
        if (from.freed.wait_until(lock, deadline) == std::cv_status::timeout && from.idle.empty() &&
            from.hot.load() == nullptr)
            throw PoolTimeout("No connection became free within " + std::to_string(acquire_timeout_.count()) +
                              " ms: all " + std::to_string(from.most) +
                              " are in use. Is a transaction kept open, or a "
                              "query run outside of one that this thread is in?");
    }
}

void Pool::release_unclean(Side& to, drivers::Connection& connection) noexcept {
    if (connection.in_transaction())
        static_cast<void>(roll_back(connection));  // what fails is done again before its next use
    if (connection.broken()) return discard(to, connection);
    release_slowly(to, &connection);
}

void Pool::wake(Side& to) noexcept {
    if (drivers::Connection* const taken = to.hot.exchange(nullptr)) release_slowly(to, taken);
}

void Pool::release_slowly(Side& to, drivers::Connection* connection) noexcept {
    {
        const std::scoped_lock lock(to.mutex);
        to.idle.push_back(connection);
    }
    to.freed.notify_one();
}

void Pool::discard(Side& from, drivers::Connection& connection) noexcept {
    std::unique_ptr<drivers::Connection> doomed;
    {
        const std::scoped_lock lock(from.mutex);
        const auto found = std::find_if(from.all.begin(), from.all.end(),
                                        [&](const auto& owned) { return owned.get() == &connection; });
        if (found == from.all.end()) return;
        doomed = std::move(*found);
        from.all.erase(found);
    }
    from.freed.notify_one();
}

}  // namespace tenon::engine
