#include <doctest/doctest.h>

#include "sqlite_rig.hpp"

using namespace tenon;
using namespace tenon::drivers;
using namespace tenon::testing;

namespace {

struct Table {
    Table() { rig.sql("create table t(a integer)"); }
    std::int64_t count() { return rig.value("select count(*) from t").as_int64(); }
    SqliteRig rig;
};

}  // namespace

TEST_CASE_FIXTURE(Table, "a commit keeps what was written, a rollback doesn't") {
    rig.control(Control::begin);
    CHECK(rig.connection->in_transaction());
    rig.sql("insert into t values (1)");
    rig.control(Control::commit);
    CHECK_FALSE(rig.connection->in_transaction());
    rig.control(Control::begin);
    rig.sql("insert into t values (2)");
    rig.control(Control::rollback);
    CHECK_FALSE(rig.connection->in_transaction());
    CHECK(count() == 1);
}

TEST_CASE_FIXTURE(Table, "savepoints nest by depth") {
    rig.control(Control::begin);
    rig.sql("insert into t values (1)");
    rig.control(Control::savepoint, 1);
    rig.sql("insert into t values (2)");
    rig.control(Control::savepoint, 2);
    rig.sql("insert into t values (3)");
    rig.control(Control::rollback_to_savepoint, 2);
    CHECK(count() == 2);
    rig.control(Control::release_savepoint, 2);
    rig.control(Control::rollback_to_savepoint, 1);
    CHECK(count() == 1);
    rig.control(Control::release_savepoint, 1);
    rig.control(Control::commit);
    CHECK(count() == 1);
}

TEST_CASE_FIXTURE(Table, "a reading transaction refuses to write, and only while it lasts") {
    rig.control(Control::begin_read_only);
    CHECK(count() == 0);
    CHECK_THROWS_AS(rig.sql("insert into t values (1)"), QueryError);
    CHECK(rig.connection->in_transaction());
    rig.control(Control::commit);
    CHECK_NOTHROW(rig.sql("insert into t values (1)"));
    rig.control(Control::begin_read_only);
    rig.control(Control::rollback);
    CHECK_NOTHROW(rig.sql("insert into t values (1)"));
}

TEST_CASE_FIXTURE(Table, "a commit of a transaction that SQLite has ended is an error") {
    rig.control(Control::begin);
    CHECK_THROWS_AS(rig.sql("insert or rollback into t values (abs(-9223372036854775808))"), QueryError);
    rig.own("rollback");
    CHECK_FALSE(rig.connection->in_transaction());
    CHECK_THROWS_AS(rig.control(Control::commit), TransactionError);
    CHECK_NOTHROW(rig.control(Control::rollback));
}

TEST_CASE_FIXTURE(Table, "a reset ends operations and transactions") {
    const auto plan = rig.driver->compile_raw("select 1 union select 2", 0);
    Connection::Operation* operation = nullptr;
    std::span<const Cell> row;
    rig.control(Control::begin);
    rig.sql("insert into t values (1)");
    REQUIRE(rig.connection->start(*plan, {}, {}, operation) == Status::row);
    REQUIRE(operation->fetch(row) == Status::row);
    rig.control(Control::reset);
    CHECK_FALSE(rig.connection->in_transaction());
    CHECK_FALSE(rig.connection->broken());
    CHECK(count() == 0);
    Connection::Operation* again = nullptr;
    REQUIRE(rig.connection->start(*plan, {}, {}, again) == Status::row);
    CHECK(again == operation);
    rig.connection->finish(*again);
}

TEST_CASE_FIXTURE(Table, "a reset in memory takes back settings and temporary tables") {
    rig.sql("insert into t values (1)");
    rig.sql("pragma foreign_keys = off");
    rig.sql("create temp table \"a\"\"b\"(x integer)");
    rig.sql("create temp view v as select * from t");
    rig.control(Control::reset);
    CHECK(rig.value("pragma foreign_keys") == 1);
    CHECK(rig.value("select count(*) from sqlite_temp_schema") == 0);
    CHECK(count() == 1);
    CHECK_FALSE(rig.connection->broken());
}

TEST_CASE("a connection to a file whose settings were changed asks to be replaced, after its transaction") {
    TemporaryFolder folder;
    SqliteRig rig(SqliteRig::at(folder.file()));
    rig.sql("create table t(a integer)");
    rig.sql("select * from pragma_table_info('t')");
    rig.sql("pragma table_info(t)");
    CHECK_FALSE(rig.connection->broken());
    rig.control(Control::begin);
    rig.sql("create temp table mine(a integer)");
    CHECK_FALSE(rig.connection->broken());
    rig.control(Control::commit);
    CHECK(rig.connection->broken());
    rig.control(Control::reset);
    CHECK(rig.connection->broken());
}

TEST_CASE("readers see the last commit while a writer is at work") {
    TemporaryFolder folder;
    SqliteRig writer(SqliteRig::at(folder.file()));
    writer.sql("create table t(a integer)");
    SqliteRig reader(SqliteRig::at(folder.file()), Role::reader);
    writer.control(Control::begin);
    writer.sql("insert into t values (1)");
    CHECK(reader.value("select count(*) from t") == 0);
    writer.control(Control::commit);
    CHECK(reader.value("select count(*) from t") == 1);
}
