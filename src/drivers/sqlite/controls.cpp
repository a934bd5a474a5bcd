#include "drivers/sqlite/controls.hpp"

namespace tenon::drivers::sqlite {

int Controls::find(const std::string& text, sqlite3_stmt*& out) {
    for (const Kept& kept : kept_) {
        if (kept.text != text) continue;
        out = kept.statement.get();
        return SQLITE_OK;
    }
    if (kept_.size() == most) return SQLITE_OK;
    sqlite3_stmt* made = nullptr;
    const int code = sqlite3_prepare_v3(session_.database.get(), text.c_str(), static_cast<int>(text.size() + 1),
                                        SQLITE_PREPARE_PERSISTENT, &made, nullptr);
    StatementHandle owner(made);
    if (code != SQLITE_OK) return code;
    out = made;
    kept_.push_back({text, std::move(owner)});
    return code;
}

int Controls::step(const std::string& text) {
    sqlite3_stmt* statement = nullptr;
    if (const int code = find(text, statement); code != SQLITE_OK) return code;
    if (statement == nullptr) return sqlite3_exec(session_.database.get(), text.c_str(), nullptr, nullptr, nullptr);
    static_cast<void>(sqlite3_step(statement));
    return sqlite3_reset(statement);  // gives what the step gave, as the error of the connection too
}

Status Controls::run(const std::string& text, const Deadline& deadline) {
    session_.waiting.arm(deadline);
    const int code = step(text);
    const Status status = code == SQLITE_OK ? Status::done : session_.fail(code);
    session_.waiting.disarm();
    return status;
}

void Controls::abandon() noexcept {
    for (Kept& kept : kept_) static_cast<void>(kept.statement.release());  // NOLINT(bugprone-unused-return-value)
}

}  // namespace tenon::drivers::sqlite
