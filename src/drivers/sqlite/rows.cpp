#include "drivers/sqlite/rows.hpp"

#include "drivers/sqlite/failure.hpp"
#include "drivers/sqlite/handle.hpp"

namespace tenon::drivers::sqlite {

namespace {

[[noreturn]] void refuse(sqlite3* database, int code, std::string_view path) {
    Failure failure;
    failure.set(database, code, false);
    raise(failure, nullptr, path);
}

std::vector<std::string> row_of(sqlite3_stmt* statement) {
    std::vector<std::string> row;
    for (int i = 0; i < sqlite3_column_count(statement); ++i) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, i));
        row.emplace_back(text == nullptr ? "" : text);
    }
    return row;
}

}  // namespace

std::vector<std::vector<std::string>> rows(sqlite3* database, std::string_view path, const std::string& sql,
                                           std::initializer_list<std::string_view> values) {
    sqlite3_stmt* made = nullptr;
    int code = sqlite3_prepare_v2(database, sql.c_str(), -1, &made, nullptr);
    const StatementHandle statement(made);
    if (code != SQLITE_OK) refuse(database, code, path);
    int at = 0;
    for (const std::string_view value : values) {
        sqlite3_bind_text64(made, ++at, value.data(), value.size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    std::vector<std::vector<std::string>> all;
    while ((code = sqlite3_step(made)) == SQLITE_ROW) all.push_back(row_of(made));
    if (code != SQLITE_DONE) refuse(database, code, path);
    return all;
}

std::string quoted_name(std::string_view name) {
    std::string text = "\"";
    for (const char c : name) {
        if (c == '"') text += c;
        text += c;
    }
    return text + '"';
}

}  // namespace tenon::drivers::sqlite
