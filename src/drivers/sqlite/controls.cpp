#include "drivers/sqlite/controls.hpp"

#include <string>

#include <tenon/error.hpp>

namespace tenon::drivers::sqlite {

namespace {

std::string control_text(Control what, std::uint32_t depth) {
    const std::string savepoint = "tenon_" + std::to_string(depth);
    switch (what) {
    // A deferred transaction that reads, then writes, may fail with BUSY_SNAPSHOT whatever the busy timeout.
    case Control::begin: return "BEGIN IMMEDIATE";
    case Control::begin_read_only: return "BEGIN";
    case Control::commit: return "COMMIT";
    case Control::rollback: return "ROLLBACK";
    case Control::savepoint: return "SAVEPOINT " + savepoint;
    case Control::release_savepoint: return "RELEASE " + savepoint;
    case Control::rollback_to_savepoint: return "ROLLBACK TO " + savepoint;
    case Control::ping:
    case Control::reset: break;
    }
    throw QueryError("The SQLite driver has no statement for this control.");
}

}  // namespace

int Controls::find(Control what, std::uint32_t depth, sqlite3_stmt*& out) {
    for (const Kept& kept : kept_) {
        if (kept.what != what || kept.depth != depth) continue;
        out = kept.statement.get();
        return SQLITE_OK;
    }
    if (kept_.size() == most) return SQLITE_OK;
    const std::string text = control_text(what, depth);
    sqlite3_stmt* made = nullptr;
    const int code = sqlite3_prepare_v3(session_.database.get(), text.c_str(), static_cast<int>(text.size() + 1),
                                        SQLITE_PREPARE_PERSISTENT, &made, nullptr);
    StatementHandle owner(made);
    if (code != SQLITE_OK) return code;
    out = made;
    kept_.push_back({what, depth, std::move(owner)});
    return code;
}

int Controls::step(Control what, std::uint32_t depth) {
    sqlite3_stmt* statement = nullptr;
    if (const int code = find(what, depth, statement); code != SQLITE_OK) return code;
    if (statement == nullptr)
        return sqlite3_exec(session_.database.get(), control_text(what, depth).c_str(), nullptr, nullptr, nullptr);
    static_cast<void>(sqlite3_step(statement));
    return sqlite3_reset(statement);  // gives what the step gave, as the error of the connection too
}

Status Controls::run(Control what, std::uint32_t depth, const Deadline& deadline) {
    session_.waiting.arm(deadline);
    const int code = step(what, depth);
    const Status status = code == SQLITE_OK ? Status::done : session_.fail(code);
    session_.waiting.disarm();
    return status;
}

void Controls::abandon() noexcept {
    for (Kept& kept : kept_) static_cast<void>(kept.statement.release());  // NOLINT(bugprone-unused-return-value)
}

}  // namespace tenon::drivers::sqlite
