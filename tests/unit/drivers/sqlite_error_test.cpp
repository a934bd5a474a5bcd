#include <doctest/doctest.h>

#include <thread>

#include "sqlite_rig.hpp"

using namespace tenon;
using namespace tenon::drivers;
using namespace tenon::testing;

namespace {

schema::Field field(std::string name, std::string column) {
    schema::Field field;
    field.name = std::move(name);
    field.column = std::move(column);
    return field;
}

// class User with the member `mail`, kept in the column "e.mail, x".
schema::Model user_model() {
    schema::Model model;
    model.name = "User";
    model.table = "users";
    model.fields = {field("id", "id"), field("mail", "e.mail, x"), field("name", "name"), field("team", "team")};
    model.key = {0};
    model.indexes = {{"users_mail", {1}, true}, {"users_name_team", {2, 3}, true}};
    return model;
}

struct Users {
    Users() {
        rig.sql("create table users(id integer primary key, \"e.mail, x\" text not null, name text, team integer, "
                "constraint team_positive check (team > 0)) strict");
        rig.sql("create unique index users_mail on users(\"e.mail, x\")");
        rig.sql("create unique index users_name_team on users(name, team)");
        rig.sql("insert into users values (1, 'secret@example.com', 'ada', 1)");
    }
    SqliteRig rig;
    schema::Model model = user_model();
};

struct TwoConnections {
    TwoConnections() { first.sql("create table t(a integer)"); }
    TemporaryFolder folder;
    SqliteRig first{SqliteRig::at(folder.file())};
    SqliteRig second{SqliteRig::at(folder.file())};
};

Deadline in_milliseconds(int count) { return std::chrono::steady_clock::now() + std::chrono::milliseconds(count); }

}  // namespace

TEST_CASE_FIXTURE(Users, "a unique violation names the model's fields and index, never the value") {
    const std::vector<Cell> values{text("secret@example.com"), text("bob"), number(2)};
    const auto error = thrown_by<UniqueViolation>(
        [&] { rig.sql("insert into users(\"e.mail, x\", name, team) values (?, ?, ?)", values, &model); });
    CHECK(error.model() == "User");
    CHECK(error.fields() == std::vector<std::string>{"mail"});
    CHECK(error.constraint() == "users_mail");
    CHECK(error.database_code() == "2067");
    CHECK(std::string(error.what()) == "User: another row already has this mail.");
    CHECK_FALSE(holds(error, "secret"));
}

TEST_CASE_FIXTURE(Users, "a unique violation of several fields names them all") {
    const auto error = thrown_by<UniqueViolation>(
        [&] { rig.sql("insert into users values (2, 'b@example.com', 'ada', 1)", {}, &model); });
    CHECK(error.fields() == std::vector<std::string>{"name", "team"});
    CHECK(error.constraint() == "users_name_team");
    CHECK(holds(error, "this name and team"));
}

TEST_CASE_FIXTURE(Users, "a key that exists is a unique violation of the key") {
    const auto error = thrown_by<UniqueViolation>(
        [&] { rig.sql("insert into users values (1, 'b@example.com', 'bob', 1)", {}, &model); });
    CHECK(error.fields() == std::vector<std::string>{"id"});
    CHECK(error.database_code() == "1555");
}

TEST_CASE_FIXTURE(Users, "without a model an error says what SQLite's catalogue calls it") {
    const auto unique =
        thrown_by<UniqueViolation>([&] { rig.sql("insert into users values (1, 'b@example.com', 'bob', 1)"); });
    CHECK(unique.fields().empty());
    CHECK(unique.constraint() == "users.id");
    const auto empty = thrown_by<NotNullViolation>([&] { rig.sql("insert into users(name) values ('bob')"); });
    CHECK(empty.constraint() == "users.e.mail, x");
}

TEST_CASE_FIXTURE(Users, "not null, check and type violations each have their error") {
    const auto empty =
        thrown_by<NotNullViolation>([&] { rig.sql("insert into users(name) values ('bob')", {}, &model); });
    CHECK(empty.fields() == std::vector<std::string>{"mail"});
    CHECK(empty.database_code() == "1299");
    const auto check = thrown_by<CheckViolation>([&] { rig.sql("update users set team = -1", {}, &model); });
    CHECK(check.constraint() == "team_positive");
    CHECK(check.database_code() == "275");
    const auto type = thrown_by<CastError>([&] { rig.sql("update users set team = ?", {text("secret")}, &model); });
    CHECK(type.database_code() == "3091");
    CHECK_FALSE(holds(type, "secret"));
    CHECK_THROWS_AS(rig.sql("update users set id = 'x'"), CastError);
}

TEST_CASE_FIXTURE(Users, "a trigger's refusal is a check violation with its words") {
    rig.sql("create trigger guard before delete on users begin select raise(abort, 'users stay'); end");
    CHECK(holds(thrown_by<CheckViolation>([&] { rig.sql("delete from users", {}, &model); }), "users stay"));
}

TEST_CASE("foreign keys are enforced, at once and at the commit") {
    SqliteRig rig;
    rig.sql("create table parent(id integer primary key)");
    rig.sql("create table child(id integer primary key, parent_id integer references parent(id))");
    rig.sql("create table late(parent_id integer references parent(id) deferrable initially deferred)");
    const auto error = thrown_by<ForeignKeyViolation>([&] { rig.sql("insert into child values (1, 9)"); });
    CHECK(error.database_code() == "787");
    rig.sql("insert into parent values (1)");
    rig.sql("insert into child values (1, 1)");
    CHECK_THROWS_AS(rig.sql("delete from parent"), ForeignKeyViolation);
    rig.control(Control::begin);
    rig.sql("insert into late values (9)");
    CHECK_THROWS_AS(rig.control(Control::commit), ForeignKeyViolation);
    CHECK(rig.connection->in_transaction());
    rig.control(Control::rollback);
    CHECK(rig.value("select count(*) from late") == 0);
}

TEST_CASE_FIXTURE(TwoConnections, "a locked database is a timeout after the busy timeout") {
    first.control(Control::begin);
    const auto start = std::chrono::steady_clock::now();
    const auto error = thrown_by<StatementTimeout>([&] { second.control(Control::begin); });
    CHECK(std::chrono::steady_clock::now() - start >= std::chrono::milliseconds(50));
    CHECK(error.database_code() == "5");
    CHECK(holds(error, "busy timeout"));
    CHECK_FALSE(second.connection->in_transaction());
    first.control(Control::commit);
    CHECK_NOTHROW(second.control(Control::begin));
}

TEST_CASE("a deadline ends the wait for a lock before the busy timeout does") {
    TemporaryFolder folder;
    SqliteOptions patient = SqliteRig::at(folder.file());
    patient.busy_timeout = std::chrono::minutes(5);
    SqliteRig first(patient);
    SqliteRig second(patient);
    first.control(Control::begin);
    CHECK(holds(thrown_by<StatementTimeout>([&] { second.control(Control::begin, 0, in_milliseconds(30)); }),
                "deadline"));
}

TEST_CASE_FIXTURE(TwoConnections, "a lock that is released in time is waited for") {
    TemporaryFolder other;
    SqliteOptions patient = SqliteRig::at(folder.file());
    patient.busy_timeout = std::chrono::seconds(30);
    SqliteRig third(patient);
    first.control(Control::begin);
    first.sql("insert into t values (1)");
    std::thread waiting([&] { third.control(Control::begin); });
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    first.control(Control::commit);
    waiting.join();
    CHECK(third.connection->in_transaction());
    CHECK(third.value("select count(*) from t") == 1);
}

TEST_CASE_FIXTURE(TwoConnections, "a reader that writes after another has written is told to run again") {
    first.own("begin");
    first.sql("select * from t");
    second.sql("insert into t values (1)");
    const auto error = thrown_by<SerializationFailure>([&] { first.sql("insert into t values (2)"); });
    CHECK(error.database_code() == "517");
    CHECK(error.retryable());
}

TEST_CASE("a statement that runs beyond its deadline is stopped") {
    SqliteRig rig;
    const auto endless = rig.driver->compile_raw(
        "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n", 0);
    const auto error = thrown_by<StatementTimeout>([&] { rig.run(*endless, {}, nullptr, in_milliseconds(300)); });
    CHECK(error.database_code() == "9");
    CHECK_NOTHROW(rig.sql("select 1"));
    CHECK_THROWS_AS(rig.run(*endless, {}, nullptr, in_milliseconds(-1)), StatementTimeout);
}

TEST_CASE("a rollback aborts what is still being read") {
    SqliteRig rig;
    rig.sql("create table t(a integer)");
    rig.sql("insert into t values (1), (2)");
    rig.control(Control::begin);
    rig.sql("create table other(a integer)");
    const auto plan = rig.driver->compile_raw("select a from t", 0);
    Connection::Operation* operation = nullptr;
    std::span<const Cell> row;
    REQUIRE(rig.connection->start(*plan, {}, {}, operation) == Status::row);
    REQUIRE(operation->fetch(row) == Status::row);
    rig.control(Control::rollback);
    CHECK(operation->fetch(row) == Status::failed);
    CHECK_THROWS_AS(rig.connection->throw_error(nullptr), TransactionError);
    rig.connection->finish(*operation);
}

TEST_CASE("a database that is full is a connection error, and works again when there is space") {
    SqliteRig rig;
    rig.sql("create table t(a blob)");
    rig.sql("pragma max_page_count = 20");
    rig.control(Control::begin);
    const auto error = thrown_by<ConnectionError>([&] {
        for (int i = 0; i < 100; ++i) rig.sql("insert into t values (zeroblob(4000))");
    });
    CHECK(error.database_code() == "13");
    CHECK(holds(error, "full"));
    CHECK_FALSE(rig.connection->broken());
    rig.control(Control::rollback);
    rig.sql("pragma max_page_count = 1000");
    CHECK_NOTHROW(rig.sql("insert into t values (1)"));
}

TEST_CASE("a value beyond SQLite's limit is a cast error") {
    SqliteRig rig;
    CHECK_THROWS_AS(rig.sql("select zeroblob(1000000001)"), CastError);
    CHECK_THROWS_AS(
        rig.sql("select length(replace(printf('%.*c', 1000000, 'x'), 'x', ?))", {text(std::string(2000, 'y'))}),
        CastError);
}

TEST_CASE("text that SQLite can't read is a query error with its words") {
    SqliteRig rig;
    CHECK(holds(thrown_by<QueryError>([&] { rig.sql("selct 1"); }), "syntax error"));
    CHECK(holds(thrown_by<QueryError>([&] { rig.sql("select * from nowhere"); }), "no such table: nowhere"));
}

TEST_CASE("a failed start leaves nothing open") {
    SqliteRig rig;
    const auto plan = plan_of("select ?", {{}});
    const std::vector<Cell> values{Cell::of(std::uint64_t{1} << 63)};
    Connection::Operation* operation = nullptr;
    CHECK(rig.connection->start(plan, values, {}, operation) == Status::failed);
    CHECK(operation == nullptr);
    CHECK_THROWS_AS(rig.connection->throw_error(nullptr), CastError);
}
