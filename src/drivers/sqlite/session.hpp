#pragma once
// Session: what a connection shares with its running statements.

#include <string>

#include "drivers/sqlite/failure.hpp"
#include "drivers/sqlite/handle.hpp"
#include "drivers/sqlite/waiting.hpp"

namespace tenon::drivers::sqlite {

struct Session {
    std::string path;
    Waiting waiting;
    Failure failure;
    bool reads_only = false;        ///< the role, or the options, forbid writing
    bool read_transaction = false;  ///< begun by begin_read_only
    bool broken = false;
    bool changed = false;      ///< a PRAGMA or a temporary table was made: not as new any more
    bool controls = false;     ///< a statement begins or ends a transaction
    bool configuring = false;  ///< our own statements run: nothing is refused
    DatabaseHandle database;   ///< last: the handlers set on it point at the members above

    /// Keeps what SQLite says of its last call. Gives Status::failed.
    Status fail(int extended_code) noexcept {
        failure.set(database.get(), extended_code, waiting.deadline_passed());
        failure.is_stopped = waiting.is_stopped();
        // A file that SQLite could open for reading alone may be writable for the next connection.
        const bool may_not_write = extended_code == SQLITE_READONLY && !reads_only && !read_transaction;
        if (may_not_write || breaks_connection(extended_code)) broken = true;
        return Status::failed;
    }
    Status fail(std::exception_ptr exception) noexcept {
        failure.set(std::move(exception));
        return Status::failed;
    }
};

}  // namespace tenon::drivers::sqlite
