#include "drivers/sqlite/connection.hpp"

#include <string>

#include "drivers/sqlite/open.hpp"

namespace tenon::drivers::sqlite {

SqliteConnection::SqliteConnection(const SqliteOptions& options, Role role)
    : options_(options),
      process_(fork_generation()),
      cache_(session_),
      controls_(session_) {
    open(session_, options_, role);
}

SqliteConnection::~SqliteConnection() {
    if (!is_forked()) return;
    // Closing here would remove the log that the parent still writes to: the child leaves everything as it is.
    cache_.abandon();
    controls_.abandon();
    static_cast<void>(session_.database.release());  // NOLINT(bugprone-unused-return-value)
}

void SqliteConnection::refuse_forked() {
    throw ConnectionError("This connection was opened before fork(): SQLite's must not be used in a child process.");
}

bool SqliteConnection::in_transaction() const noexcept { return sqlite3_get_autocommit(database()) == 0; }

// Settings and temporary tables can't all be taken back: after its transaction, a changed connection to a file is
// replaced by a new one. The one to a database in memory can't be.
bool SqliteConnection::broken() const noexcept {
    const bool to_replace = session_.changed && options_.path != memory_path && !in_transaction();
    return session_.broken || to_replace || is_forked();
}

bool SqliteConnection::is_clean() const noexcept {
    return !in_transaction() && !session_.broken && !session_.changed && !is_forked();
}

void SqliteConnection::throw_error(const schema::Model* model) { raise(session_.failure, model, session_.path); }

void SqliteConnection::execute(const std::string& sql) {
    check_process();
    session_.waiting.arm(std::nullopt);
    const int code = sqlite3_exec(database(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) session_.fail(code);
    session_.waiting.disarm();
    if (code != SQLITE_OK) throw_error(nullptr);
}

Status SqliteConnection::begin(bool reading, const Deadline& deadline) {
    const Status status = controls_.run(reading ? Control::begin_read_only : Control::begin, 0, deadline);
    session_.read_transaction = reading && status == Status::done;
    return status;
}

Status SqliteConnection::commit(const Deadline& deadline) {
    if (!in_transaction()) {
        throw TransactionError("There is nothing to commit: SQLite has rolled the transaction back after an error.");
    }
    const Status status = controls_.run(Control::commit, 0, deadline);
    if (status == Status::done) session_.read_transaction = false;
    return status;
}

Status SqliteConnection::rollback() {
    session_.read_transaction = false;
    if (!in_transaction()) return Status::done;
    const Status status = controls_.run(Control::rollback, 0, std::nullopt);
    // Closing rolls back as well, and frees the file's lock; a database in memory would go with it.
    if (status == Status::failed && options_.path != memory_path) session_.broken = true;
    return status;
}

Status SqliteConnection::reset() {
    cache_.finish_all();
    const Status status = rollback();
    if (status == Status::failed || !session_.changed || options_.path != memory_path) return status;
    session_.changed = false;
    configure(session_, options_);  // the settings that matter
    drop_temporary_tables(session_);
    return Status::done;
}

Status SqliteConnection::control(Control what, std::uint32_t depth, const Deadline& deadline) {
    try {
        check_process();
        switch (what) {
        case Control::begin: return begin(false, deadline);
        case Control::begin_read_only: return begin(true, deadline);
        case Control::commit: return commit(deadline);
        case Control::rollback: return rollback();
        case Control::savepoint:
        case Control::release_savepoint: return controls_.run(what, depth, deadline);
        case Control::rollback_to_savepoint: return controls_.run(what, depth, std::nullopt);
        case Control::ping: return Status::done;
        case Control::reset: return reset();
        }
        throw QueryError("The SQLite driver doesn't know this control.");
    } catch (...) {
        return session_.fail(std::current_exception());
    }
}

}  // namespace tenon::drivers::sqlite
