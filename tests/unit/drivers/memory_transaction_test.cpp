#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "unit/drivers/memory_fixture.hpp"

using namespace tenon;
using namespace tenon::test;

namespace {

Rows emails(MemoryDatabase& db) { return db.all(db.user, output(named("email"))); }

}  // namespace

TEST_CASE("memory: a rollback takes back inserts, updates and deletes") {
    MemoryDatabase db(schema::OnDelete::cascade);
    const std::int64_t ada = db.add_user("a@x");
    db.add_post(ada, "one");
    db.control(Control::begin);
    CHECK(db.connection->in_transaction());
    db.add_user("b@x");
    db.update(db.user, join({where(equals("email", "b@x")), assign("email", "c@x")}));
    db.remove(db.user, where(equals("id", ada)));
    CHECK(emails(db) == Rows{{"c@x"}});
    db.control(Control::rollback);
    CHECK_FALSE(db.connection->in_transaction());
    CHECK(emails(db) == Rows{{"a@x"}});
    CHECK(db.count(db.post) == 1);
    CHECK(db.all(db.user, join({where(equals("email", "a@x")), output(named("id"))})) == Rows{{ada}});
    CHECK(db.count(db.user, where(equals("email", "c@x"))) == 0);
    CHECK(db.add_user("b@x") == 2);
}

TEST_CASE("memory: a commit stays") {
    MemoryDatabase db;
    db.control(Control::begin);
    db.add_user("a@x");
    db.control(Control::commit);
    db.control(Control::rollback);
    CHECK(emails(db) == Rows{{"a@x"}});
    CHECK_THROWS_AS(db.control(Control::commit), TransactionError);
}

TEST_CASE("memory: a statement that fails leaves the transaction as it was") {
    MemoryDatabase db;
    db.control(Control::begin);
    db.add_user("a@x");
    CHECK_THROWS_AS(db.add_user("a@x"), UniqueViolation);
    db.add_user("b@x");
    db.control(Control::commit);
    CHECK(emails(db) == Rows{{"a@x"}, {"b@x"}});
}

TEST_CASE("memory: savepoints nest") {
    MemoryDatabase db;
    db.control(Control::begin);
    db.add_user("a@x");
    db.control(Control::savepoint, 1);
    db.add_user("b@x");
    db.control(Control::savepoint, 2);
    db.add_user("c@x");
    db.control(Control::rollback_to_savepoint, 2);
    CHECK(emails(db) == Rows{{"a@x"}, {"b@x"}});
    db.control(Control::release_savepoint, 2);
    db.add_user("d@x");
    db.control(Control::rollback_to_savepoint, 1);
    CHECK(emails(db) == Rows{{"a@x"}});
    db.add_user("e@x");
    db.control(Control::release_savepoint, 1);
    CHECK_THROWS_AS(db.control(Control::release_savepoint, 1), TransactionError);
    db.control(Control::commit);
    CHECK(emails(db) == Rows{{"a@x"}, {"e@x"}});
}

TEST_CASE("memory: a reading transaction refuses writes") {
    MemoryDatabase db;
    db.control(Control::begin_read_only);
    CHECK(emails(db).empty());
    CHECK_THROWS_AS(db.add_user("a@x"), QueryError);
    db.control(Control::rollback);
    CHECK(db.add_user("a@x") == 1);
}

TEST_CASE("memory: a reset, and the end of a connection, roll back") {
    MemoryDatabase db;
    db.control(Control::begin);
    db.add_user("a@x");
    db.control(Control::reset);
    CHECK(emails(db).empty());
    db.control(Control::ping);
    db.control(Control::begin);
    db.add_user("a@x");
    db.connection = db.driver->connect(drivers::Role::writer);
    CHECK(emails(db).empty());
}

TEST_CASE("memory: connections share one database, and wait for each other's transactions") {
    MemoryDatabase db;
    const auto other = db.driver->connect(drivers::Role::reader);
    db.add_user("a@x");
    const query::Prepared count = prepare(db.user, ir::Verb::count, Code());
    CHECK(run(*db.driver, *other, count, {}).rows == Rows{{1}});

    db.control(Control::begin);
    db.add_user("b@x");
    const auto plan = db.driver->compile(count);
    Connection::Operation* operation = nullptr;
    const auto soon = std::chrono::steady_clock::now() + std::chrono::milliseconds(5);
    CHECK(other->start(*plan, {}, soon, operation) == Status::failed);
    CHECK_THROWS_AS(other->throw_error(nullptr), StatementTimeout);

    std::atomic<std::int64_t> seen{-1};
    std::thread reader([&] { seen = run(*db.driver, *other, count, {}).rows.at(0).at(0).as_int64(); });
    db.control(Control::commit);
    reader.join();
    CHECK(seen == 2);
}

TEST_CASE("memory: tables are made and dropped inside transactions") {
    MemoryDatabase db;
    const schema::Model note = model("Note", "notes", {field("id", type(BaseType::int64))});
    db.add_user("a@x");
    db.control(Control::begin);
    db.create({&note});
    db.insert(note, {});
    const schema::Model* dropped[] = {&db.post, &db.user};
    db.driver->drop(*db.connection, dropped);
    db.control(Control::rollback);
    CHECK(emails(db) == Rows{{"a@x"}});
    CHECK_THROWS_AS(db.count(note), SchemaError);
}
