#include <doctest/doctest.h>

#include "unit/drivers/memory_fixture.hpp"

using namespace tenon;
using namespace tenon::test;

TEST_CASE("memory: assigns integer keys in a row, and goes on behind an explicit one") {
    MemoryDatabase db;
    CHECK(db.add_user("a@x") == 1);
    CHECK(db.add_user("b@x") == 2);
    const Answer explicit_key = db.insert(db.user, {{"id", 10}, {"email", "c@x"}});
    CHECK_FALSE(explicit_key.result.generated_key.has_value());
    CHECK(db.add_user("d@x") == 11);
    CHECK(db.insert(db.user, {{"id", 0}, {"email", "e@x"}}).result.generated_key == 12);
}

TEST_CASE("memory: a failed insert doesn't use up a key") {
    MemoryDatabase db;
    db.add_user("a@x");
    CHECK_THROWS_AS(db.insert(db.user, {{"id", 50}, {"email", "a@x"}}), UniqueViolation);
    CHECK(db.add_user("b@x") == 2);
}

TEST_CASE("memory: gives back the fields that an insert asks for") {
    MemoryDatabase db;
    const Answer answer = db.insert(db.user, {{"email", "a@x"}, {"tags", Array{"x", "y"}}}, std::nullopt, {0, 4, 2});
    CHECK(answer.result.rows == 1);
    CHECK(answer.rows == Rows{{1, Array{"x", "y"}, Value()}});
}

TEST_CASE("memory: keeps whole values") {
    MemoryDatabase db;
    const Document address{{"city", "Paris"}, {"street", Value()}};
    db.insert(db.user, {{"email", "a@x"}, {"age", 36}, {"address", address}, {"tags", Array{"x"}}, {"rank", "high"}});
    CHECK(db.all(db.user) == Rows{{1, "a@x", 36, address, Array{"x"}, Value(), "high"}});
}

TEST_CASE("memory: an array that is left out is an array without elements") {
    MemoryDatabase db;
    db.add_user("a@x");
    CHECK(db.all(db.user, output(named("tags"))) == Rows{{Value(Array{})}});
}

TEST_CASE("memory: a value of the wrong type or label is refused with its path") {
    MemoryDatabase db;
    CHECK_THROWS_AS(db.insert(db.user, {{"email", "a@x"}, {"rank", "middling"}}), CastError);
    CHECK_THROWS_AS(db.insert(db.user, {{"email", "a@x"}, {"age", 5'000'000'000}}), CastError);
    try {
        db.insert(db.user, {{"email", "a@x"}, {"address", Document{{"city", Value()}}}});
        FAIL("was stored");
    } catch (const CastError& error) {
        CHECK(error.fields() == std::vector<std::string>{"address.city"});
    }
    CHECK(db.count(db.user) == 0);
}

TEST_CASE("memory: text in a Json field stays text") {
    MemoryDatabase db;
    const schema::Model note =
        model("Note", "notes", {field("id", type(BaseType::int64)), field("body", type(BaseType::json))});
    db.create({&note});
    db.insert(note, {{"body", "plain"}});
    db.insert(note, {{"body", Document{{"a", Array{1, nullptr}}}}});
    db.insert(note, {{"body", Value()}});
    CHECK(db.all(note, output(named("body"))) == Rows{{"plain"}, {Document{{"a", Array{1, nullptr}}}}, {Value()}});

    const auto plan = db.driver->compile(prepare(note, ir::Verb::first, output(named("body"))));
    Connection::Operation* operation = nullptr;
    std::span<const Cell> row;
    REQUIRE(db.connection->start(*plan, {}, std::nullopt, operation) == Status::row);
    REQUIRE(operation->fetch(row) == Status::row);
    CHECK(row[0].type == CellType::value);
    db.connection->finish(*operation);
}

TEST_CASE("memory: a time is floored to the digits that its field keeps") {
    MemoryDatabase db;
    schema::Type to_milliseconds = type(BaseType::timestamp);
    to_milliseconds.precision = 3;
    const schema::Model event =
        model("Event", "events", {field("id", type(BaseType::int64)), field("at", to_milliseconds)});
    db.create({&event});
    db.insert(event, {{"at", Timestamp(1'234'567)}});
    CHECK(db.all(event, output(named("at"))) == Rows{{Timestamp(1'234'000)}});
}

TEST_CASE("memory: an upsert updates the listed fields of the old row") {
    MemoryDatabase db;
    db.insert(db.user, {{"email", "a@x"}, {"age", 1}, {"nick", "ann"}});
    const Answer answer =
        db.insert(db.user, {{"email", "a@x"}, {"age", 2}, {"nick", "other"}}, ir::Conflict{{1}, {2}}, {0, 2, 5});
    CHECK(answer.rows == Rows{{1, 2, "ann"}});
    CHECK(answer.result.rows == 1);
    CHECK_FALSE(answer.result.generated_key.has_value());
    CHECK(db.add_user("b@x") == 2);
}

TEST_CASE("memory: an upsert that keeps the old row writes and gives nothing") {
    MemoryDatabase db;
    db.add_user("a@x", 1);
    const Answer kept = db.insert(db.user, {{"email", "a@x"}, {"age", 2}}, ir::Conflict{{1}, {}}, {0});
    CHECK(kept.result.rows == 0);
    CHECK(kept.rows.empty());
    const Answer made = db.insert(db.user, {{"email", "b@x"}}, ir::Conflict{{1}, {}}, {0});
    CHECK(made.rows == Rows{{2}});
    CHECK(db.all(db.user, output(named("age"))) == Rows{{1}, {Value()}});
}

TEST_CASE("memory: an upsert collides with its target alone") {
    MemoryDatabase db;
    db.insert(db.user, {{"email", "a@x"}, {"nick", "ann"}});
    CHECK_THROWS_AS(db.insert(db.user, {{"email", "b@x"}, {"nick", "ann"}}, ir::Conflict{{1}, {2}}), UniqueViolation);
    CHECK_THROWS_AS(db.insert(db.user, {{"email", "b@x"}}, ir::Conflict{{2}, {1}}), QueryError);
}

TEST_CASE("memory: a batch stops at the first failure and says where") {
    MemoryDatabase db;
    ir::Insert statement;
    statement.model = &db.user;
    statement.fields = {1, 2};
    const auto plan = db.driver->compile(query::prepare(ir::Statement(statement)));
    const std::vector<Value> values{"a@x", 1, "b@x", 2, "a@x", 3, "c@x", 4};
    std::vector<std::int64_t> generated;
    CHECK(db.connection->batch(*plan, 4, Cells(values), std::nullopt, &generated) == Status::failed);
    CHECK(db.connection->error_row() == 2);
    CHECK(generated == std::vector<std::int64_t>{1, 2});
    CHECK_THROWS_AS(db.connection->throw_error(&db.user), UniqueViolation);
    CHECK(db.count(db.user) == 2);
}
