#pragma once
// What hand-written code against SQLite's C API has of its own: a database, statements prepared once, and values read
// into what is there.

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include <sqlite3.h>

namespace bench::hand {

class Database {
public:
    /// With the settings that Tenon uses, and with these statements run.
    Database(const std::string& path, const std::vector<std::string>& schema);
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database() { sqlite3_close(handle_); }
    operator sqlite3*() const { return handle_; }  // NOLINT: what the C API takes

    void execute(const std::string& sql) const;
    /// Runs the work in a transaction.
    template <class Work>
    void transaction(Work&& work) const {
        execute("BEGIN IMMEDIATE");
        work();
        execute("COMMIT");
    }

private:
    sqlite3* handle_ = nullptr;
};

[[noreturn]] inline void fail(sqlite3_stmt* statement) {
    throw std::runtime_error(sqlite3_errmsg(sqlite3_db_handle(statement)));
}

class Statement {
public:
    Statement(sqlite3* database, const std::string& sql);
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement() { sqlite3_finalize(handle_); }

    void bind(int at, std::int64_t value) { sqlite3_bind_int64(handle_, at, value); }
    void bind(int at, double value) { sqlite3_bind_double(handle_, at, value); }
    void bind(int at, const std::string& text) {
        sqlite3_bind_text(handle_, at, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
    }
    void bind_null(int at) { sqlite3_bind_null(handle_, at); }

    bool step() {
        const int code = sqlite3_step(handle_);
        if (code == SQLITE_ROW) return true;
        if (code != SQLITE_DONE) fail(handle_);
        return false;
    }
    void reset() { sqlite3_reset(handle_); }
    void run() {
        step();
        reset();
    }

    [[nodiscard]] std::int64_t integer(int column) const { return sqlite3_column_int64(handle_, column); }
    [[nodiscard]] double real(int column) const { return sqlite3_column_double(handle_, column); }
    [[nodiscard]] bool is_null(int column) const { return sqlite3_column_type(handle_, column) == SQLITE_NULL; }
    void text(int column, std::string& out) const {
        sqlite3_value* value = sqlite3_column_value(handle_, column);  // one look-up instead of two
        const auto* characters = reinterpret_cast<const char*>(sqlite3_value_text(value));
        out.assign(characters, static_cast<std::size_t>(sqlite3_value_bytes(value)));
    }

private:
    sqlite3_stmt* handle_ = nullptr;
};

}  // namespace bench::hand
