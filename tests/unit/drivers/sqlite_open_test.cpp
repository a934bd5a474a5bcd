#include <doctest/doctest.h>

#include <fstream>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sqlite_rig.hpp"

using namespace tenon;
using namespace tenon::drivers;
using namespace tenon::testing;

namespace {

std::string opening_error(const SqliteOptions& options) {
    return thrown_by<ConnectionError>([&] { make_sqlite_driver(options)->connect(Role::writer); }).what();
}

mode_t mode_of(const std::string& path) {
    struct stat status{};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    return status.st_mode & 0777;
}

}  // namespace

TEST_CASE("a database in memory has one connection and no readers") {
    SqliteRig rig;
    CHECK(rig.driver->name() == "sqlite");
    CHECK(rig.driver->max_readers() == 0);
    CHECK_THROWS_AS(rig.driver->connect(Role::writer), ConnectionError);
    CHECK_THROWS_AS(rig.driver->connect(Role::reader), ConnectionError);
}

TEST_CASE("a new file is readable by its owner alone, its log included") {
    TemporaryFolder folder;
    SqliteRig rig(SqliteRig::at(folder.file()));
    rig.sql("create table t(a integer)");
    CHECK(mode_of(folder.file()) == 0600);
    CHECK(mode_of(folder.file("app.db-wal")) == 0600);
}

TEST_CASE("the mode of a file that exists is left alone") {
    TemporaryFolder folder;
    std::ofstream(folder.file()).close();
    ::chmod(folder.file().c_str(), 0644);
    SqliteRig rig(SqliteRig::at(folder.file()));
    rig.sql("create table t(a integer)");
    CHECK(mode_of(folder.file()) == 0644);
}

TEST_CASE("a file is opened with a log, foreign keys and full synchronisation") {
    TemporaryFolder folder;
    SqliteRig rig(SqliteRig::at(folder.file()));
    CHECK(rig.value("pragma journal_mode") == "wal");
    CHECK(rig.value("pragma foreign_keys") == 1);
    CHECK(rig.value("pragma synchronous") == 2);
    CHECK(rig.value("pragma cell_size_check") == 1);
    CHECK(rig.value("pragma trusted_schema") == 0);
    CHECK(rig.driver->max_readers() == 4);
}

TEST_CASE("SQLite's limits are what we need, however it was built") {
    TemporaryFolder folder;
    for (const SqliteOptions& options : {SqliteRig::at(folder.file()), SqliteRig::in_memory()}) {
        SqliteRig rig(options);
        auto& connection = static_cast<sqlite::SqliteConnection&>(*rig.connection);
        const auto limit = [&](int which) { return sqlite3_limit(connection.database(), which, -1); };
        CHECK(limit(SQLITE_LIMIT_ATTACHED) == 1);
        CHECK(limit(SQLITE_LIMIT_COLUMN) <= 2'000);
        CHECK(limit(SQLITE_LIMIT_EXPR_DEPTH) <= 1'000);
        CHECK(limit(SQLITE_LIMIT_COMPOUND_SELECT) <= 500);
        CHECK(limit(SQLITE_LIMIT_VDBE_OP) <= 1'000'000);
        CHECK(limit(SQLITE_LIMIT_FUNCTION_ARG) <= 127);
        CHECK(limit(SQLITE_LIMIT_LIKE_PATTERN_LENGTH) <= 50'000);
        CHECK(limit(SQLITE_LIMIT_VARIABLE_NUMBER) <= 65'535);
        CHECK(limit(SQLITE_LIMIT_TRIGGER_DEPTH) <= 1'000);
        CHECK(limit(SQLITE_LIMIT_WORKER_THREADS) == 0);
    }
}

TEST_CASE("a file is looked at as a whole when it is opened, if that is asked for") {
    TemporaryFolder folder;
    const std::string path = folder.file();
    {
        SqliteRig rig(SqliteRig::at(path));
        rig.sql("create table t(a text)");
        rig.sql("with recursive n(i) as (select 1 union all select i + 1 from n where i < 20) "
                "insert into t select hex(randomblob(2000)) from n");
        rig.sql("pragma wal_checkpoint(truncate)");
    }
    SqliteOptions asked = SqliteRig::at(path);
    asked.check = FileCheck::quick;
    { SqliteRig whole(asked); }
    {
        std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(3 * 4096);  // a page behind the first
        const std::string rubbish(4096, 'x');
        file.write(rubbish.data(), std::ssize(rubbish));
    }
    { SqliteRig unasked(SqliteRig::at(path)); }
    for (const bool read_only : {false, true}) {
        asked.read_only = read_only;
        const auto error = thrown_by<ConnectionError>([&] { SqliteRig damaged(asked); });
        CHECK(std::string(error.what()).find("is damaged: quick_check found") != std::string::npos);
    }
}

TEST_CASE("options choose synchronisation, log, foreign keys, cache and readers") {
    TemporaryFolder folder;
    SqliteOptions options = SqliteRig::at(folder.file());
    options.synchronous = Synchronous::normal;
    options.wal = false;
    options.foreign_keys = false;
    options.cache_kilobytes = 4321;
    options.readers = 7;
    SqliteRig rig(options);
    CHECK(rig.value("pragma journal_mode") == "delete");
    CHECK(rig.value("pragma foreign_keys") == 0);
    CHECK(rig.value("pragma synchronous") == 1);
    CHECK(rig.value("pragma cache_size") == -4321);
    CHECK(rig.driver->max_readers() == 7);
}

TEST_CASE("an unknown quoted name is an unknown column, never a text") {
    SqliteRig rig;
    rig.sql("create table t(name text)");
    const auto error = thrown_by<QueryError>([&] { rig.sql("select * from t where \"nmae\" = 'nmae'"); });
    CHECK(holds(error, "no such column"));
    CHECK_THROWS_AS(rig.sql("create index i on t(\"nmae\")"), QueryError);
}

TEST_CASE("the schema table can't be written and extensions can't be loaded") {
    SqliteRig rig;
    rig.sql("create table t(a integer)");
    rig.sql("pragma writable_schema = on");
    CHECK_THROWS_AS(rig.sql("update sqlite_schema set sql = 'x'"), QueryError);
    CHECK_THROWS_AS(rig.sql("select load_extension('x')"), QueryError);
}

TEST_CASE("other files can't be attached, and vacuum still works") {
    TemporaryFolder folder;
    SqliteRig rig(SqliteRig::at(folder.file()));
    CHECK_THROWS_AS(rig.sql("attach ? as other", {text(folder.file("other.db"))}), QueryError);
    CHECK_THROWS_AS(rig.sql("attach 'other.db' as other"), QueryError);
    CHECK_FALSE(std::filesystem::exists(folder.file("other.db")));
    CHECK_NOTHROW(rig.sql("vacuum"));
}

TEST_CASE("a missing folder is named") {
    TemporaryFolder folder;
    const std::string message = opening_error(SqliteRig::at(folder.file("a/b/app.db")));
    CHECK(message.find("folder " + folder.file("a") + " doesn't exist") != std::string::npos);
}

TEST_CASE("a folder, a missing file and a file of another kind each have their sentence") {
    TemporaryFolder folder;
    CHECK(opening_error(SqliteRig::at(folder.file("."))).find("it is a folder") != std::string::npos);
    SqliteOptions options = SqliteRig::at(folder.file());
    options.create = false;
    CHECK(opening_error(options).find("doesn't exist") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(folder.file()));
    std::ofstream(folder.file("notes.txt")) << std::string(8192, 'n');
    CHECK(opening_error(SqliteRig::at(folder.file("notes.txt"))).find("not an SQLite database") != std::string::npos);
}

TEST_CASE("paths that mean something else are refused before anything is opened") {
    for (const char* path : {"", "file:app.db?mode=ro", ":memory", ":memori:"}) {
        CAPTURE(path);
        CHECK_THROWS_AS(make_sqlite_driver(SqliteRig::at(path)), ConfigurationError);
    }
    CHECK_THROWS_AS(make_sqlite_driver(SqliteRig::at(std::string("a\0b", 3))), ConfigurationError);
}

TEST_CASE("options out of range are refused") {
    SqliteOptions options = SqliteRig::in_memory();
    options.busy_timeout = std::chrono::milliseconds(-1);
    CHECK_THROWS_AS(make_sqlite_driver(options), ConfigurationError);
    options = SqliteRig::in_memory();
    options.readers = 0;
    CHECK_THROWS_AS(make_sqlite_driver(options), ConfigurationError);
    options = SqliteRig::in_memory();
    options.cache_kilobytes = 0;
    CHECK_THROWS_AS(make_sqlite_driver(options), ConfigurationError);
    options = SqliteRig::in_memory();
    options.read_only = true;
    CHECK_THROWS_AS(make_sqlite_driver(options), ConfigurationError);
}

TEST_CASE("a read-only database and a reading connection refuse to write") {
    TemporaryFolder folder;
    SqliteRig writer(SqliteRig::at(folder.file()));
    writer.sql("create table t(a integer)");
    SqliteOptions options = SqliteRig::at(folder.file());
    SUBCASE("by the role") {
        SqliteRig reader(options, Role::reader);
        CHECK(reader.value("select count(*) from t") == 0);
        CHECK_THROWS_AS(reader.sql("insert into t values (1)"), QueryError);
        CHECK_THROWS_AS(reader.sql("with x as (select 1) insert into t select * from x"), QueryError);
        CHECK_THROWS_AS(reader.sql("pragma query_only = off"), QueryError);
    }
    SUBCASE("by the options") {
        options.read_only = true;
        SqliteRig reader(options);
        CHECK(reader.value("select count(*) from t") == 0);
        CHECK_THROWS_AS(reader.sql("insert into t values (1)"), QueryError);
    }
    CHECK(writer.value("select count(*) from t") == 0);
}

TEST_CASE("a damaged file is an error with advice, and breaks the connection") {
    TemporaryFolder folder;
    {
        SqliteRig rig(SqliteRig::at(folder.file()));
        rig.sql("create table t(a integer, b text)");
        rig.sql("with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000) "
                "insert into t select i, 'some text ' || i from n");
    }
    const auto size = static_cast<std::streamoff>(std::filesystem::file_size(folder.file()));
    std::fstream file(folder.file(), std::ios::in | std::ios::out | std::ios::binary);
    for (std::streamoff at = 4096; at + 100 < size; at += 4096) {
        file.seekp(at);
        file << std::string(100, '\xEE');
    }
    file.close();
    SqliteRig rig(SqliteRig::at(folder.file()));
    const auto error = thrown_by<ConnectionError>([&] { rig.sql("select sum(a) from t"); });
    CHECK(holds(error, "is damaged"));
    CHECK(error.database_code().starts_with("11"));
    CHECK(rig.connection->broken());
}

TEST_CASE("a forked child can't use the connection, and the parent still can") {
    TemporaryFolder folder;
    auto rig = std::make_unique<SqliteRig>(SqliteRig::at(folder.file()));
    rig->sql("create table t(a integer)");
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        bool refused = rig->connection->broken();
        try {
            rig->sql("select 1");
            refused = false;
        } catch (const ConnectionError&) {}
        rig.reset();
        ::_exit(refused ? 0 : 1);
    }
    int status = -1;
    ::waitpid(child, &status, 0);
    CHECK(status == 0);
    CHECK_NOTHROW(rig->sql("insert into t values (1)"));
    CHECK(rig->value("pragma integrity_check") == "ok");
}

TEST_CASE("a path begins at the folder that is current when the driver is made, and leads through .. and links") {
    TemporaryFolder folder;
    std::filesystem::create_directory(folder.file("inner"));
    const std::filesystem::path before = std::filesystem::current_path();
    std::filesystem::current_path(folder.file("inner"));
    const SqliteOptions options = SqliteRig::at("../app.db");
    SqliteRig rig(options);
    std::filesystem::current_path(before);
    rig.sql("create table t(a integer)");
    CHECK(std::filesystem::exists(folder.file()));
    CHECK_NOTHROW((void)rig.driver->connect(Role::reader));  // the same file, not one of the folder that is current now
    CHECK_FALSE(std::filesystem::exists(before / ".." / "app.db"));

    std::filesystem::create_symlink(folder.file(), folder.file("link.db"));
    SqliteRig linked(SqliteRig::at(folder.file("link.db")));
    linked.sql("insert into t values (1)");
    CHECK(rig.value("select count(*) from t") == 1);
    CHECK_FALSE(std::filesystem::exists(folder.file("link.db-wal")));  // two logs would be two databases

    std::filesystem::create_symlink(folder.file("none.db"), folder.file("dangling.db"));
    CHECK(opening_error(SqliteRig::at(folder.file("dangling.db"))).find("can't be opened") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(folder.file("none.db")));
}
