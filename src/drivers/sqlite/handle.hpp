#pragma once
// Owners of SQLite's handles.

#include <memory>

#include <sqlite3.h>

namespace tenon::drivers::sqlite {

struct CloseDatabase {
    void operator()(sqlite3* database) const noexcept { sqlite3_close(database); }
};
struct FinalizeStatement {
    void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};

using DatabaseHandle = std::unique_ptr<sqlite3, CloseDatabase>;
/// To be destroyed before the database that it belongs to.
using StatementHandle = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

}  // namespace tenon::drivers::sqlite
