#include "hand.hpp"

namespace bench::hand {

Database::Database(const std::string& path, const std::vector<std::string>& schema) {
    constexpr int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
    if (sqlite3_open_v2(path.c_str(), &handle_, flags, nullptr) != SQLITE_OK)
        throw std::runtime_error("can't open " + path);
    if (path != ":memory:") execute("PRAGMA journal_mode=wal");
    execute("PRAGMA cell_size_check=on");
    execute("PRAGMA synchronous=full");
    execute("PRAGMA foreign_keys=on");
    for (const std::string& sql : schema) execute(sql);
}

void Database::execute(const std::string& sql) const {
    if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        throw std::runtime_error(sqlite3_errmsg(handle_) + (": " + sql));
}

Statement::Statement(sqlite3* database, const std::string& sql) {
    if (sqlite3_prepare_v3(database, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &handle_, nullptr) != SQLITE_OK)
        throw std::runtime_error(sqlite3_errmsg(database) + (": " + sql));
}

}  // namespace bench::hand
