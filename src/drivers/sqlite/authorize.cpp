#include "drivers/sqlite/authorize.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace tenon::drivers::sqlite {

namespace {

// Their argument is a question, not a setting.
constexpr std::array<std::string_view, 12> questions{
    "table_info",       "table_xinfo",       "table_list",      "index_list",  "index_info", "index_xinfo",
    "foreign_key_list", "foreign_key_check", "integrity_check", "quick_check", "optimize",   "wal_checkpoint"};

int judge_pragma(Session& session, const char* name, const char* argument) {
    if (argument == nullptr) return SQLITE_OK;
    if (session.reads_only && sqlite3_stricmp(name, "query_only") == 0) return SQLITE_DENY;
    const bool asks = std::any_of(questions.begin(), questions.end(), [&](std::string_view question) {
        return sqlite3_stricmp(name, question.data()) == 0;
    });
    if (!asks) session.changed = true;
    return SQLITE_OK;
}

int judge(void* self, int action, const char* first, const char* second, const char*, const char*) {
    Session& session = *static_cast<Session*>(self);
    if (session.configuring) return SQLITE_OK;
    switch (action) {
    case SQLITE_ATTACH: return first != nullptr && *first == '\0' ? SQLITE_OK : SQLITE_DENY;  // VACUUM: no name
    case SQLITE_TRANSACTION:
    case SQLITE_SAVEPOINT: session.controls = true; return SQLITE_OK;  // the driver itself says these as well
    case SQLITE_PRAGMA: return judge_pragma(session, first, second);
    case SQLITE_CREATE_TEMP_TABLE:
    case SQLITE_CREATE_TEMP_VIEW:
    case SQLITE_CREATE_TEMP_TRIGGER:
    case SQLITE_CREATE_TEMP_INDEX: session.changed = true; return SQLITE_OK;
    default: return SQLITE_OK;
    }
}

}  // namespace

void install_authorizer(Session& session) noexcept { sqlite3_set_authorizer(session.database.get(), &judge, &session); }

}  // namespace tenon::drivers::sqlite
