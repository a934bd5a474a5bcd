#include "drivers/sqlite/open.hpp"

#include <cerrno>
#include <filesystem>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "drivers/sqlite/authorize.hpp"
#include "drivers/sqlite/functions.hpp"
#include "drivers/sqlite/rows.hpp"

namespace tenon::drivers::sqlite {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& sentence) { throw ConnectionError(sentence); }

void check_folder(const fs::path& file) {
    fs::path missing;
    std::error_code ignored;
    for (fs::path folder = file.parent_path(); !folder.empty() && !fs::exists(folder, ignored);
         folder = folder.parent_path()) {
        missing = folder;
        if (folder == folder.parent_path()) break;
    }
    if (!missing.empty()) {
        refuse("The database " + file.string() + " can't be opened: the folder " + missing.string() +
               " doesn't exist. Create it first.");
    }
}

// Closing a descriptor would drop the locks that this process holds on the file: nobody may open it meanwhile.
std::mutex& creating() {
    static std::mutex mutex;
    return mutex;
}

// SQLite would make the file readable by everybody. Its journals take over this file's mode.
void make_file(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor >= 0) ::close(descriptor);
}

std::string reason_of(const std::string& path, const SqliteOptions& options) {
    std::error_code ignored;
    if (fs::is_directory(path, ignored)) return "it is a folder";
    if (!fs::exists(path, ignored)) {
        if (options.read_only || !options.create) return "the file doesn't exist, and it was not to be created";
    }
    const bool writable = options.read_only || ::access(path.c_str(), W_OK) == 0;
    if (::access(path.c_str(), R_OK) != 0 || !writable) return std::generic_category().message(errno);
    return "SQLite can't open it";
}

[[noreturn]] void refuse_opening(const Session& session, const SqliteOptions& options, int code) {
    ErrorDetail detail;
    detail.database_code = std::to_string(code);
    throw ConnectionError(
        "The database " + session.path + " can't be opened: " + reason_of(session.path, options) + ".", detail);
}

void check(Session& session, int code) {
    if (code == SQLITE_OK) return;
    session.fail(code);
    raise(session.failure, nullptr, session.path);
}

void execute(Session& session, const std::string& sql) {
    check(session, sqlite3_exec(session.database.get(), sql.c_str(), nullptr, nullptr, nullptr));
}

// What statements of ours and tables of ours need, whatever SQLite was built with; what a file says beyond it is an error
// (https://sqlite.org/limits.html). Cascades along references are triggers to SQLite, so that these nest deep.
constexpr std::pair<int, int> limits[] = {{SQLITE_LIMIT_ATTACHED, 1},  // VACUUM needs one
                                          {SQLITE_LIMIT_COLUMN, 2'000},
                                          {SQLITE_LIMIT_EXPR_DEPTH, 1'000},
                                          {SQLITE_LIMIT_COMPOUND_SELECT, 500},
                                          {SQLITE_LIMIT_VDBE_OP, 1'000'000},
                                          {SQLITE_LIMIT_FUNCTION_ARG, 127},
                                          {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50'000},
                                          {SQLITE_LIMIT_VARIABLE_NUMBER, 65'535},
                                          {SQLITE_LIMIT_TRIGGER_DEPTH, 1'000},
                                          {SQLITE_LIMIT_WORKER_THREADS, 0}};

void set_switch(Session& session, int which, int value) {
    check(session, sqlite3_db_config(session.database.get(), which, value, nullptr));
}

void set_switches(Session& session, const SqliteOptions& options) {
    sqlite3_extended_result_codes(session.database.get(), 1);
    set_switch(session, SQLITE_DBCONFIG_DEFENSIVE, 1);
    set_switch(session, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0);
    set_switch(session, SQLITE_DBCONFIG_DQS_DML, 0);  // "nmae" is an unknown column, never the text 'nmae'
    set_switch(session, SQLITE_DBCONFIG_DQS_DDL, 0);
    set_switch(session, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0);
    set_switch(session, SQLITE_DBCONFIG_ENABLE_FKEY, options.foreign_keys ? 1 : 0);
    for (const auto& [what, most] : limits) sqlite3_limit(session.database.get(), what, most);
}

std::string journal_mode(Session& session, const char* sql) {
    StatementHandle statement;
    sqlite3_stmt* made = nullptr;
    check(session, sqlite3_prepare_v2(session.database.get(), sql, -1, &made, nullptr));
    statement.reset(made);
    const int code = sqlite3_step(made);
    if (code != SQLITE_ROW) check(session, code);
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(made, 0));
    return text == nullptr ? std::string() : std::string(text);
}

// Several connections may find the file without WAL at once; the switch doesn't call the busy handler.
void use_wal(Session& session, const SqliteOptions& options) {
    const auto limit = std::chrono::steady_clock::now() + options.busy_timeout;
    while (journal_mode(session, "PRAGMA journal_mode") != "wal") {
        try {
            if (journal_mode(session, "PRAGMA journal_mode=wal") == "wal") return;
        } catch (const StatementTimeout&) {
            if (std::chrono::steady_clock::now() >= limit) throw;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
            continue;
        }
        refuse("The database " + session.path +
               " can't use a write-ahead log, for which its file system needs shared " +
               "memory: open it with wal = false, or move it.");
    }
}

void open_handle(Session& session, const SqliteOptions& options, bool in_memory) {
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
    flags |= options.read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    if (in_memory) flags |= SQLITE_OPEN_MEMORY | SQLITE_OPEN_CREATE;
    if (!in_memory) check_folder(session.path);
    const std::lock_guard lock(creating());
    if (!in_memory && options.create && !options.read_only) make_file(session.path);
    sqlite3* made = nullptr;
    const int code = sqlite3_open_v2(session.path.c_str(), &made, flags, nullptr);
    session.database.reset(made);
    if (code == SQLITE_NOMEM) throw std::bad_alloc();
    if (code != SQLITE_OK) refuse_opening(session, options, code);
}

/// Damage shows now, and not when a statement meets it.
void check_file(Session& session) {
    const auto found = rows(session.database.get(), session.path, "PRAGMA quick_check(1)");
    if (found.size() == 1 && found.front().front() == "ok") return;
    refuse("The database " + session.path + " is damaged: quick_check found \"" +
           (found.empty() ? std::string() : found.front().front()) +
           "\". Keep a copy, and restore a backup or run `sqlite3 <file> .recover`.");
}

}  // namespace

SqliteOptions checked(SqliteOptions options) {
    const std::string& path = options.path;
    if (path.empty()) throw ConfigurationError("An SQLite database needs a path, or \":memory:\".");
    if (path.find('\0') != std::string::npos) throw ConfigurationError("A path can't hold the character U+0000.");
    if (path.starts_with("file:")) {
        throw ConfigurationError("`file:` URIs are not read here: give the path alone, and options by their names.");
    }
    if (path != memory_path && path.starts_with(":")) {
        throw ConfigurationError(
            "Did you mean \":memory:\"? A file whose name begins with a colon is written \"./:name\".");
    }
    if (path == memory_path && options.read_only) {
        throw ConfigurationError("A database in memory is empty when it is opened: read-only, it would stay so.");
    }
    if (options.busy_timeout < std::chrono::milliseconds(0) || options.busy_timeout > std::chrono::hours(24)) {
        throw ConfigurationError("busy_timeout must be from 0 to 24 hours.");
    }
    if (options.readers < 1 || options.readers > 64) throw ConfigurationError("readers must be from 1 to 64.");
    if (options.cache_kilobytes && (*options.cache_kilobytes < 1 || *options.cache_kilobytes > 1'000'000'000)) {
        throw ConfigurationError("cache_kilobytes must be from 1 to 1,000,000,000.");
    }
    if (path != memory_path) options.path = fs::absolute(path).string();
    return options;
}

void configure(Session& session, const SqliteOptions& options) {
    session.configuring = true;
    std::string settings = "PRAGMA cell_size_check=on; PRAGMA synchronous=";
    settings += options.synchronous == Synchronous::full ? "full;" : "normal;";
    settings += options.foreign_keys ? "PRAGMA foreign_keys=on;" : "PRAGMA foreign_keys=off;";
    settings += session.reads_only ? "PRAGMA query_only=on;" : "PRAGMA query_only=off;";
    if (options.cache_kilobytes) settings += "PRAGMA cache_size=-" + std::to_string(*options.cache_kilobytes) + ";";
    execute(session, settings);
    session.configuring = false;
}

void drop_temporary_tables(Session& session) {
    constexpr const char* drops = "SELECT 'DROP ' || type || ' temp.\"' || replace(name, '\"', '\"\"') || '\"' "
                                  "FROM sqlite_temp_schema WHERE type IN ('table', 'view')";
    sqlite3_stmt* made = nullptr;
    check(session, sqlite3_prepare_v2(session.database.get(), drops, -1, &made, nullptr));
    StatementHandle statement(made);
    std::string all;
    while (sqlite3_step(made) == SQLITE_ROW) {
        all += reinterpret_cast<const char*>(sqlite3_column_text(made, 0));
        all += ';';
    }
    statement.reset();
    execute(session, all);
}

void open(Session& session, const SqliteOptions& options, Role role) {
    const bool in_memory = options.path == memory_path;
    session.path = options.path;
    session.reads_only = options.read_only || role == Role::reader;
    open_handle(session, options, in_memory);
    session.waiting.attach(session.database.get(), options.busy_timeout);
    set_switches(session, options);
    add_functions(session);  // before the schema is read: its CHECKs need json_valid
    session.configuring = true;
    if (!in_memory && options.wal && !options.read_only) {
        use_wal(session, options);
    } else {
        execute(session, "PRAGMA schema_version");  // reads the file: damage shows now
    }
    configure(session, options);
    if (!in_memory && options.check == FileCheck::quick) check_file(session);
    install_authorizer(session);
}

}  // namespace tenon::drivers::sqlite
