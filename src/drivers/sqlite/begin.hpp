#pragma once
// How a prepared statement begins, and runs to its end at once: of Running, for those who want it inside of their loops.

#include "drivers/sqlite/running.hpp"

namespace tenon::drivers::sqlite {

inline int Running::bind_values(const SqlitePlan& plan, std::span<const Cell> values) {
    return bind_cells(statement_.get(), plan, values, buffers_);
}
inline int Running::bind_values(const SqlitePlan& plan, const MemberValues& values) {
    if (bindings_.empty()) [[unlikely]]
        bindings_ = member_bindings(plan, values.places);
    return bind_members(statement_.get(), plan, bindings_, values, buffers_);
}

template <class Values>
inline bool Running::begin(const SqlitePlan& plan, const Values& values, const Deadline& deadline) {
    busy_ = true;
    if (writes_ && session_.read_transaction) [[unlikely]]
        refuse_to_write();
    if (deadline) deadline.check("The deadline had passed before the statement was started.");
    if (const int code = bind_values(plan, values); code != SQLITE_OK) [[unlikely]] {
        session_.fail(code);
        return false;
    }
    if (deadline || deadline_) [[unlikely]]
        deadline_ = deadline;
    state_ = Status::row;
    is_at_first_ = true;
    if (writes_) result_ = {};
    if (is_raw_ && writes_) [[unlikely]]
        mark();
    return true;
}

inline Status Running::ended(int code) {
    if (code == SQLITE_DONE) [[likely]] {
        state_ = Status::done;
        if (writes_) count();
    } else {
        state_ = session_.fail(code);
    }
    sqlite3_reset(statement_.get());
    return state_;
}

inline void Running::count() {
    sqlite3* const database = session_.database.get();
    if (is_raw_ && sqlite3_total_changes64(database) == changes_before_) [[unlikely]]
        return;
    result_.rows = sqlite3_changes64(database);
    if (!assigns_key_) return;
    const std::int64_t key = sqlite3_last_insert_rowid(database);
    if (!is_raw_ || key != 0) result_.generated_key = key;
}

inline Status Running::step_to_end(const Deadline& deadline) {
    session_.waiting.arm(deadline);
    int code = sqlite3_step(statement_.get());
    while (code == SQLITE_ROW) [[unlikely]]
        code = sqlite3_step(statement_.get());
    return ended(code);
}

template <class Values>
inline Status Running::run(const SqlitePlan& plan, const Values& values, const Deadline& deadline) {
    return begin(plan, values, deadline) ? step_to_end(deadline) : Status::failed;
}

inline Status Running::read_one(const SqlitePlan& plan, std::span<const Cell> values, const OneRow& row) {
    if (!begin(plan, values, {})) return Status::failed;
    session_.waiting.arm({});
    if (const int code = sqlite3_step(statement_.get()); code != SQLITE_ROW) return ended(code);
    look_at_first();
    for (const direct::Name& name : row.layout.names) direct::set_name(name, row.object);
    const bool is_placed = place(row.layout.places, row.object);
    if (!is_placed && !read_row()) return ended(SQLITE_NOMEM);
    row.hand_on({row.object, cells_, is_placed});
    return Status::row;
}

}  // namespace tenon::drivers::sqlite
