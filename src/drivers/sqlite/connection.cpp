#include "drivers/sqlite/connection.hpp"

#include <string>

#include "drivers/sqlite/open.hpp"

namespace tenon::drivers::sqlite {

namespace {

const SqlitePlan& own(const Plan& plan) { return static_cast<const SqlitePlan&>(plan); }

[[noreturn]] void refuse_count(std::size_t slots, std::size_t values) {
    throw QueryError("The statement takes " + std::to_string(slots) + " values; " + std::to_string(values) +
                     " were given.");
}

// Of a compiled statement's values, the last ones may belong to conditions that are gone from it.
void check_count(const SqlitePlan& plan, std::size_t values) {
    const bool fits = plan.is_raw() ? values == plan.slots() : values >= plan.slots();
    if (!fits) refuse_count(plan.slots(), values);
}

std::size_t count_of(std::span<const Cell> values) { return values.size(); }
std::size_t count_of(const MemberValues& values) { return values.places.size(); }

std::string savepoint(std::uint32_t depth) { return "tenon_" + std::to_string(depth); }

}  // namespace

SqliteConnection::SqliteConnection(const SqliteOptions& options, Role role)
    : options_(options),
      cache_(session_),
      controls_(session_),
      process_(fork_generation()) {
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

template <class Values>
Status SqliteConnection::start_with(const SqlitePlan& plan, const Values& values, const Deadline& deadline,
                                    Operation*& out) {
    Running* running = nullptr;
    Status status = Status::failed;
    try {
        check_process();
        check_count(plan, count_of(values));
        running = &cache_.take(plan);
        status = running->start(plan, values, deadline);
    } catch (...) {
        session_.fail(std::current_exception());
    }
    if (status != Status::failed) {
        out = running;
    } else {
        if (running != nullptr) cache_.give_back(*running);
        session_.waiting.disarm();
    }
    return status;
}

Status SqliteConnection::start(const Plan& plan, std::span<const Cell> values, const Deadline& deadline,
                               Operation*& out) {
    return start_with(own(plan), values, deadline, out);
}

Status SqliteConnection::start_from(const Plan& plan, const MemberValues& values, const Deadline& deadline,
                                    Operation*& out) {
    return start_with(own(plan), values, deadline, out);
}

void SqliteConnection::finish(Operation& operation) noexcept {
    cache_.give_back(static_cast<Running&>(operation));
    session_.waiting.disarm();
}

/// `row_at` gives the values of a row.
template <class RowAt>
Status SqliteConnection::run_rows(const SqlitePlan& plan, std::size_t rows, const Deadline& deadline,
                                  std::vector<std::int64_t>* generated, RowAt row_at) {
    Running* running = nullptr;
    Status status = Status::failed;
    error_row_ = 0;
    try {
        check_process();
        if (rows > 0) check_count(plan, count_of(row_at(0)));
        running = &cache_.take(plan);
        status = Status::done;
        for (std::size_t row = 0; row < rows && status == Status::done; ++row) {
            error_row_ = row;
            status = running->run(plan, row_at(row), deadline);
            const auto& key = running->result().generated_key;
            if (status == Status::done && generated != nullptr && key) generated->push_back(*key);
        }
    } catch (...) {
        status = session_.fail(std::current_exception());
    }
    if (running != nullptr) cache_.give_back(*running);
    session_.waiting.disarm();
    return status;
}

Status SqliteConnection::batch(const Plan& plan, std::size_t rows, std::span<const Cell> values,
                               const Deadline& deadline, std::vector<std::int64_t>* generated) {
    const std::size_t width = rows == 0 ? 0 : values.size() / rows;
    return run_rows(own(plan), rows, deadline, generated,
                    [&](std::size_t row) { return values.subspan(row * width, width); });
}

Status SqliteConnection::batch_from(const Plan& plan, const MemberRows& rows, const Deadline& deadline,
                                    std::vector<std::int64_t>* generated) {
    return run_rows(own(plan), rows.count, deadline, generated, [&](std::size_t row) { return rows[row]; });
}

bool SqliteConnection::in_transaction() const noexcept { return sqlite3_get_autocommit(database()) == 0; }

// Settings and temporary tables can't all be taken back: after its transaction, a changed connection to a file is
// replaced by a new one. The one to a database in memory can't be.
bool SqliteConnection::broken() const noexcept {
    const bool to_replace = session_.changed && options_.path != memory_path && !in_transaction();
    return session_.broken || to_replace || is_forked();
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
    // A deferred transaction that reads, then writes, may fail with BUSY_SNAPSHOT whatever the busy timeout.
    const Status status = controls_.run(reading ? "BEGIN" : "BEGIN IMMEDIATE", deadline);
    session_.read_transaction = reading && status == Status::done;
    return status;
}

Status SqliteConnection::commit(const Deadline& deadline) {
    if (!in_transaction()) {
        throw TransactionError("There is nothing to commit: SQLite has rolled the transaction back after an error.");
    }
    const Status status = controls_.run("COMMIT", deadline);
    if (status == Status::done) session_.read_transaction = false;
    return status;
}

Status SqliteConnection::rollback() {
    session_.read_transaction = false;
    if (!in_transaction()) return Status::done;
    const Status status = controls_.run("ROLLBACK", std::nullopt);
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
        case Control::savepoint: return controls_.run("SAVEPOINT " + savepoint(depth), deadline);
        case Control::release_savepoint: return controls_.run("RELEASE " + savepoint(depth), deadline);
        case Control::rollback_to_savepoint: return controls_.run("ROLLBACK TO " + savepoint(depth), std::nullopt);
        case Control::ping: return Status::done;
        case Control::reset: return reset();
        }
        throw QueryError("The SQLite driver doesn't know this control.");
    } catch (...) {
        return session_.fail(std::current_exception());
    }
}

}  // namespace tenon::drivers::sqlite
