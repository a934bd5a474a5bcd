// Where our scanner sees a placeholder in SQL, and where SQLite's own does, in random texts that SQLite takes. (reliability A9)

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <sqlite3.h>

#include <doctest/doctest.h>

#include "sql/raw_text.hpp"
#include <tenon/error.hpp>

using namespace tenon;

namespace {

/// How many parameters SQLite sees; -1 when the text is no single statement to it.
class Prepared {
public:
    Prepared() {
        REQUIRE(sqlite3_open(":memory:", &database_) == SQLITE_OK);
        REQUIRE(sqlite3_exec(database_, "create table t(x, \"c :id\")", nullptr, nullptr, nullptr) == SQLITE_OK);
    }
    Prepared(const Prepared&) = delete;
    Prepared& operator=(const Prepared&) = delete;
    ~Prepared() { sqlite3_close(database_); }

    int operator()(const std::string& text) const {
        sqlite3_stmt* statement = nullptr;
        const char* tail = nullptr;
        const int code = sqlite3_prepare_v2(database_, text.c_str(), -1, &statement, &tail);
        const int count =
            code == SQLITE_OK && statement != nullptr && *tail == 0 ? sqlite3_bind_parameter_count(statement) : -1;
        sqlite3_finalize(statement);
        return count;
    }

private:
    sqlite3* database_ = nullptr;
};

}  // namespace

TEST_CASE("placeholders are where SQLite sees them") {
    const std::vector<std::string> pieces{
        ":id ", ":id ",  " ",       " ",       "1",          "+",        ",",         "'", "''",
        "\"",   "`",     "--",      "\n",      "/*",         "*/",       "'a :id'",   "(", ")",
        "x",    "'\\'",  "|| ''",   "t.",      "/* :id */ ", "-- :id\n", "\"c :id\"", "-", "*",
        "/",    "x'00'", "'it''s'", "`c :id`", " = ",        " [c :id]", "t.[c :id] "};
    const std::string_view names[] = {"id"};
    const Prepared prepared;
    std::mt19937 generator(9);
    int with = 0, without = 0;
    for (int round = 0; round < 60'000; ++round) {
        std::string text = "select ";
        for (std::size_t left = generator() % 8 + 1; left > 0; --left) text += pieces[generator() % pieces.size()];
        text += " from t";
        const int own = prepared(text);
        if (own < 0) continue;
        CAPTURE(text);
        if (own == 0) {
            CHECK_NOTHROW(sql::require_no_names(text));
            ++without;
            continue;
        }
        const sql::RawText ours = sql::by_position(text, names);
        CHECK(prepared(ours.text) == static_cast<int>(ours.order.size()));
        CHECK_THROWS_AS(sql::require_no_names(text), QueryError);
        ++with;
    }
    CHECK(with > 500);
    CHECK(without > 500);
}
