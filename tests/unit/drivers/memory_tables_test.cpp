#include <doctest/doctest.h>

#include "unit/drivers/memory_fixture.hpp"

using namespace tenon;
using namespace tenon::test;

TEST_CASE("memory: a statement on a table that was never made says what to call") {
    MemoryDatabase db;
    const schema::Model note = model("Note", "notes", {field("id", type(BaseType::int64))});
    try {
        db.count(note);
        FAIL("was counted");
    } catch (const SchemaError& error) {
        CHECK(error.model() == "Note");
        CHECK(std::string(error.what()).find("db.sync<Note>()") != std::string::npos);
    }
}

TEST_CASE("memory: making tables again changes nothing") {
    MemoryDatabase db;
    db.add_user("a@x");
    CHECK(db.create({&db.user, &db.post}).empty());
    const schema::Model same = MemoryDatabase::users();
    CHECK(db.create({&same}).empty());
    CHECK(db.count(db.user) == 1);
    CHECK(db.count(same) == 1);
}

TEST_CASE("memory: another model of the same table is told what differs, and nothing is made") {
    MemoryDatabase db;
    const schema::Model note = model("Note", "notes", {field("id", type(BaseType::int64))});
    schema::Model other = model("Person", "users",
                                {field("id", type(BaseType::int64)), field("email", type(BaseType::text, true)),
                                 field("age", type(BaseType::text, true)), field("city", type(BaseType::text))});
    other.indexes.push_back({"users_city_unique", {3}, true});
    std::vector<std::string> said;
    for (const drivers::SchemaDifference& difference : db.create({&note, &other})) {
        CHECK(difference.table == "users");
        said.push_back(difference.what);
    }
    CHECK(said == std::vector<std::string>{
                      "column users.email is NOT NULL, the model needs it nullable",
                      "column users.age is int32, the model needs text",
                      "column users.city is missing",
                      "column users.address is not in the model",
                      "column users.tags is not in the model",
                      "column users.nick is not in the model",
                      "column users.rank is not in the model",
                      "unique index users_city_unique on users (city) is missing",
                  });
    CHECK_THROWS_AS(db.count(note), SchemaError);
}

TEST_CASE("memory: columns in another order are a difference") {
    MemoryDatabase db;
    const schema::Model first =
        model("A", "things",
              {field("id", type(BaseType::int64)), field("x", type(BaseType::text)), field("y", type(BaseType::text))});
    const schema::Model second =
        model("B", "things",
              {field("id", type(BaseType::int64)), field("y", type(BaseType::text)), field("x", type(BaseType::text))});
    db.create({&first});
    CHECK(db.create({&second}).size() == 2);
}

TEST_CASE("memory: a table whose rows are referred to from outside isn't dropped") {
    MemoryDatabase db;
    db.add_post(db.add_user("a@x"), "one");
    const schema::Model* users[] = {&db.user};
    CHECK_THROWS_AS(db.driver->drop(*db.connection, users), ForeignKeyViolation);
    CHECK(db.count(db.user) == 1);
    const schema::Model* both[] = {&db.user, &db.post};
    db.driver->drop(*db.connection, both);
    CHECK_THROWS_AS(db.count(db.user), SchemaError);
    CHECK(db.create({&db.user, &db.post}).empty());
    CHECK(db.count(db.user) == 0);
}

TEST_CASE("memory: a reference into a table that is missing names that table") {
    MemoryDatabase db;
    const schema::Model* users[] = {&db.user};
    db.driver->drop(*db.connection, users);
    db.add_post(Value(), "one");
    try {
        db.add_post(1, "two");
        FAIL("was stored");
    } catch (const SchemaError& error) {
        CHECK(std::string(error.what()).find("users") != std::string::npos);
    }
}
