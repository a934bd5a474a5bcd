#include <doctest/doctest.h>

#include "sqlite_rig.hpp"

using namespace tenon;
using namespace tenon::drivers;
using namespace tenon::testing;

namespace {

std::size_t cached(const SqliteRig& rig) {
    return static_cast<const sqlite::SqliteConnection&>(*rig.connection).cache().size();
}

}  // namespace

TEST_CASE("a write gives the rows that it matched") {
    SqliteRig rig;
    rig.sql("create table t(id integer primary key, a integer)");
    rig.sql("insert into t(a) values (1), (1), (2)");
    CHECK(rig.result.rows == 3);
    rig.sql("update t set a = a where a = 1");
    CHECK(rig.result.rows == 2);
    rig.sql("update t set a = 5 where a = 4");
    CHECK(rig.result.rows == 0);
    rig.sql("delete from t");
    CHECK(rig.result.rows == 3);
    rig.sql("create table other(a integer)");
    CHECK(rig.result.rows == 0);
}

TEST_CASE("an insert gives the key that the database assigned, and nothing else does") {
    SqliteRig rig;
    rig.sql("create table t(id integer primary key, a integer unique)");
    rig.sql("insert into t(a) values (7)");
    CHECK(rig.result.generated_key == 1);
    rig.sql("insert into t(a) values (7) on conflict do nothing");
    CHECK_FALSE(rig.result.generated_key);
    rig.sql("insert into t(a) values (7) on conflict(a) do update set a = 8");
    CHECK_FALSE(rig.result.generated_key);
    rig.sql("update t set a = 9");
    CHECK_FALSE(rig.result.generated_key);
    rig.run(plan_of("insert into t(a) values (?)", {{}}, true), {number(10)});
    CHECK(rig.result.generated_key == 2);
    rig.run(plan_of("insert into t(a) values (?)", {{}}, false), {number(11)});
    CHECK_FALSE(rig.result.generated_key);
}

TEST_CASE("an insert with returning gives its rows, and then its counts") {
    SqliteRig rig;
    rig.sql("create table t(id integer primary key, a integer)");
    CHECK(rig.sql("insert into t(a) values (4), (5) returning id, a") == Rows{{1, 4}, {2, 5}});
    CHECK(rig.result.rows == 2);
    CHECK(rig.result.generated_key == 2);
}

TEST_CASE("a batch inserts each row and gives each key") {
    SqliteRig rig;
    rig.sql("create table t(id integer primary key, a integer unique)");
    const auto insert = plan_of("insert into t(a) values (?)", {{}}, true);
    std::vector<std::int64_t> keys;
    std::vector<Cell> values{number(10), number(20), number(30)};
    CHECK(rig.connection->batch(insert, 3, values, {}, &keys) == Status::done);
    CHECK(keys == std::vector<std::int64_t>{1, 2, 3});
    CHECK(rig.sql("select a from t order by id") == Rows{{10}, {20}, {30}});
    values = {number(40), number(20), number(50)};
    CHECK(rig.connection->batch(insert, 3, values, {}, nullptr) == Status::failed);
    CHECK(rig.connection->error_row() == 1);
    CHECK_THROWS_AS(rig.connection->throw_error(nullptr), UniqueViolation);
}

TEST_CASE("an operation that has ended stays ended") {
    SqliteRig rig;
    const auto plan = plan_of("select 1");
    Connection::Operation* operation = nullptr;
    REQUIRE(rig.connection->start(plan, {}, {}, operation) == Status::row);
    std::span<const Cell> row;
    CHECK(operation->fetch(row) == Status::row);
    CHECK(operation->fetch(row) == Status::done);
    CHECK(operation->fetch(row) == Status::done);
    rig.connection->finish(*operation);
}

TEST_CASE("a plan that is started while its statement is busy gets a copy") {
    SqliteRig rig;
    const auto plan = plan_of("select column1 from (values (1), (2)) where column1 >= ?", {{}});
    const std::vector<Cell> from_one{number(1)};
    const std::vector<Cell> from_two{number(2)};
    Connection::Operation* first = nullptr;
    Connection::Operation* second = nullptr;
    std::span<const Cell> row;
    REQUIRE(rig.connection->start(plan, from_one, {}, first) == Status::row);
    REQUIRE(first->fetch(row) == Status::row);
    REQUIRE(rig.connection->start(plan, from_two, {}, second) == Status::row);
    CHECK(first != second);
    REQUIRE(second->fetch(row) == Status::row);
    CHECK(row[0].integer == 2);
    REQUIRE(first->fetch(row) == Status::row);
    CHECK(row[0].integer == 2);
    CHECK(second->fetch(row) == Status::done);
    rig.connection->finish(*first);
    rig.connection->finish(*second);
    CHECK(cached(rig) == 2);
    Connection::Operation* third = nullptr;
    REQUIRE(rig.connection->start(plan, from_one, {}, third) == Status::row);
    rig.connection->finish(*third);
    CHECK(cached(rig) == 2);
}

TEST_CASE("the cache keeps 256 statements, those used last") {
    SqliteRig rig;
    std::vector<std::unique_ptr<const Plan>> plans;
    for (int i = 0; i < 300; ++i) {
        plans.push_back(rig.driver->compile_raw("select " + std::to_string(i), 0));
        CHECK(rig.run(*plans.back()) == Rows{{i}});
        CHECK(rig.run(*plans.front()) == Rows{{0}});
    }
    CHECK(cached(rig) == sqlite::StatementCache::bound);
    CHECK(rig.run(*plans[1]) == Rows{{1}});
    CHECK(cached(rig) == sqlite::StatementCache::bound);
}

TEST_CASE("more operations than the bound may be open, and the cache shrinks again") {
    SqliteRig rig;
    const auto plan = plan_of("select 1");
    std::vector<Connection::Operation*> open(300);
    for (auto& operation : open) REQUIRE(rig.connection->start(plan, {}, {}, operation) == Status::row);
    CHECK(cached(rig) == 300);
    for (auto* operation : open) rig.connection->finish(*operation);
    CHECK(cached(rig) == sqlite::StatementCache::bound);
}

TEST_CASE("select * follows a change of the table") {
    SqliteRig rig;
    rig.sql("create table t(a integer)");
    rig.sql("insert into t values (1)");
    const auto plan = rig.driver->compile_raw("select * from t", 0);
    CHECK(rig.run(*plan) == Rows{{1}});
    rig.sql("alter table t add column b text default 'new'");
    CHECK(rig.run(*plan) == Rows{{1, "new"}});
    rig.sql("alter table t rename column a to c");
    rig.sql("delete from t");
    Connection::Operation* operation = nullptr;
    REQUIRE(rig.connection->start(*plan, {}, {}, operation) == Status::row);
    CHECK(operation->columns() == std::vector<std::string>{"c", "b"});
    std::span<const Cell> row;
    CHECK(operation->fetch(row) == Status::done);
    rig.connection->finish(*operation);
}

TEST_CASE("text that holds several statements, or none, is refused") {
    SqliteRig rig;
    CHECK_THROWS_AS(rig.sql("select 1; select 2"), QueryError);
    CHECK_THROWS_AS(rig.sql("select 1; nonsense"), QueryError);
    CHECK_THROWS_AS(rig.sql(""), QueryError);
    CHECK_THROWS_AS(rig.sql("-- nothing"), QueryError);
    CHECK(rig.value("select 1; -- and a comment") == 1);
    CHECK_THROWS_AS(rig.driver->compile_raw(std::string_view("select 1\0; drop", 15), 0), QueryError);
}

TEST_CASE("placeholders and values must be equally many") {
    SqliteRig rig;
    CHECK_THROWS_AS(rig.sql("select ?, ?", {number(1)}), QueryError);
    CHECK_THROWS_AS(rig.sql("select 1", {number(1)}), QueryError);
    const auto plan = rig.driver->compile_raw("select ?", 1);
    CHECK_THROWS_AS(rig.run(*plan), QueryError);
}

TEST_CASE("a raw plan knows whether its words write") {
    SqliteRig rig;
    const auto writes = [&](std::string_view text) { return rig.driver->compile_raw(text, 0)->writes(); };
    CHECK_FALSE(writes("select 1"));
    CHECK_FALSE(writes("  /* insert */ -- delete\n VALUES (1)"));
    CHECK_FALSE(writes("with x as (select 'delete', \"update\" from t) select * from x"));
    CHECK(writes("with x as (select 1) delete from t"));
    CHECK(writes("insert into t values (1)"));
    CHECK(writes("pragma user_version = 1"));
    CHECK(writes("create table t(a)"));
}

TEST_CASE("plans have numbers of their own") {
    const auto first = plan_of("select 1");
    const auto second = plan_of("select 1");
    CHECK(first.id != second.id);
    CHECK(first.text() == "select 1");
    CHECK(first.slots() == 0);
}

TEST_CASE("a constraint is not broken by an error that came before") {
    SqliteRig rig;
    rig.sql("create table t(a integer unique)");
    const auto insert = plan_of("insert into t values (?)", {{}});
    rig.run(insert, {number(1)});
    CHECK_THROWS_AS(rig.run(insert, {number(1)}), UniqueViolation);
    CHECK_NOTHROW(rig.run(insert, {number(2)}));
    CHECK(rig.result.rows == 1);
}
