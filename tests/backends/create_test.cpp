#include "support/people.hpp"

using namespace backends;

TEST_CASE("create gives the object as it was stored") {
    on_each([](const tenon::Database& db) {
        db.sync<Person>();
        const auto people = db.model<Person>();
        const Person made =
            people.create({.name = "  Ada ", .email = "ADA@Example.com", .age = 36, .home = {"London", {}}});
        CHECK(made.id == 1);
        CHECK(made.name == "Ada");
        CHECK(made.email == "ada@example.com");
        CHECK(made.created_at == made.updated_at);
        CHECK(made.created_at.microseconds % 1000 == 0);
        const Person read = people.get(made.id);
        CHECK(read.name == made.name);
        CHECK(read.age == 36);
        CHECK(read.home.city == "London");
        CHECK(!read.home.zip);
        CHECK(read.created_at == made.created_at);
    });
}

TEST_CASE("create refuses an object with all its failures at once, and sends nothing") {
    on_each([](const tenon::Database& db) {
        db.sync<Person>();
        const auto people = db.model<Person>();
        try {
            (void)people.create({.name = " ", .email = "nobody", .age = 200, .home = {std::string(41, 'x'), {}}});
            FAIL("it was created");
        } catch (const tenon::ValidationError& error) {
            REQUIRE(error.failures().size() == 4);
            CHECK(error.model() == "Person");
            CHECK(error.failures()[0].path == "name");
            CHECK(error.failures()[0].kind == "required");
            CHECK(error.find("email")->kind == "matches");
            CHECK(error.find("age")->message == "`age` must be at most 150.");
            CHECK(error.find("home.city")->kind == "max_length");
        }
        CHECK(people.count() == 0);
    });
}

TEST_CASE("a second row with a unique value is a UniqueViolation with its field") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        try {
            (void)db.model<Person>().create({.name = "Eve", .email = "ADA@example.com"});
            FAIL("it was created");
        } catch (const tenon::UniqueViolation& error) {
            CHECK(error.model() == "Person");
            CHECK(error.fields() == std::vector<std::string>{"email"});
            CHECK(std::string(error.what()).find("ada@") == std::string::npos);
        }
    });
}

TEST_CASE("a unique index over two fields counts both") {
    on_each([](const tenon::Database& db) {
        const auto people = four_people(db);
        const auto books = db.model<Book>();
        (void)books.create({.author = people[0].id, .title = "Notes"});
        (void)books.create({.author = people[1].id, .title = "Notes"});
        CHECK_THROWS_AS((void)books.create({.author = people[0].id, .title = "Notes"}), tenon::UniqueViolation);
    });
}

TEST_CASE("a reference to nobody is a ForeignKeyViolation") {
    on_each([](const tenon::Database& db) {
        db.sync<Person, Book>();
        CHECK_THROWS_AS((void)db.model<Book>().create({.author = 99, .title = "Lost"}), tenon::ForeignKeyViolation);
    });
}

TEST_CASE("insert_many stores all in their order, or none") {
    on_each([](const tenon::Database& db) {
        const auto people = four_people(db);
        REQUIRE(people.size() == 4);
        for (std::size_t i = 0; i < people.size(); ++i) CHECK(people[i].id == static_cast<std::int64_t>(i) + 1);
        const auto model = db.model<Person>();
        CHECK_THROWS_AS((void)model.insert_many(
                            {{.name = "Eve", .email = "eve@example.com"}, {.name = "Bob", .email = "bob@example.com"}}),
                        tenon::UniqueViolation);
        CHECK(model.count() == 4);
        try {
            (void)model.insert_many(
                {{.name = "Eve", .email = "eve@example.com"}, {.name = "", .email = "f@example.com"}});
            FAIL("they were stored");
        } catch (const tenon::ValidationError& error) {
            CHECK(error.failures().at(0).path == "1.name");
        }
        CHECK(model.insert_many({}).empty());
    });
}

TEST_CASE("insert_many takes keys that are given among those that are not") {
    on_each([](const tenon::Database& db) {
        db.sync<Person>();
        const auto made = db.model<Person>().insert_many({{.name = "A", .email = "a@example.com"},
                                                          {.id = 10, .name = "B", .email = "b@example.com"},
                                                          {.name = "C", .email = "c@example.com"}});
        CHECK(made[0].id == 1);
        CHECK(made[1].id == 10);
        CHECK(made[2].id == 11);
    });
}

TEST_CASE("text that is no UTF-8 or holds U+0000 is refused with its field") {
    on_each([](const tenon::Database& db) {
        db.sync<Person>();
        const auto people = db.model<Person>();
        for (const std::string& bad : {std::string("\xff"), std::string("a\0b", 3), std::string("\xed\xa0\x80")}) {
            try {
                (void)people.create({.name = bad, .email = "x@example.com"});
                FAIL("it was stored");
            } catch (const tenon::CastError& error) {
                CHECK(std::string(error.what()).find("`name`") != std::string::npos);
            }
        }
        CHECK(people.count() == 0);
    });
}

TEST_CASE("upsert inserts, then updates the row of the same unique value") {
    on_each([](const tenon::Database& db) {
        db.sync<Person>();
        const auto people = db.model<Person>();
        const Person first = people.upsert({.name = "Ada", .email = "ada@example.com", .age = 30});
        const Person second = people.upsert({.name = "Ada L.", .email = "ada@example.com", .age = 31});
        CHECK(second.id == first.id);
        CHECK(second.created_at == first.created_at);
        const Person third = people.upsert({.name = "Ada III", .email = "ada@example.com"}, f<&Person::email>);
        CHECK(third.id == first.id);
        CHECK(!third.age);
        CHECK(people.count() == 1);
        Person moved = third;
        moved.email = "new@example.com";
        CHECK(people.upsert(moved).email == "new@example.com");  // by its key
        CHECK(people.count() == 1);
        CHECK_THROWS_AS((void)people.upsert({.name = "X", .email = "x@example.com"}, f<&Person::name>),
                        tenon::QueryError);
    });
}
