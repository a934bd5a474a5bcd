// The row that a unique key names, or a new one.

#include <functional>

#include "support/people.hpp"
#include "support/statements.hpp"

using namespace backends;

TEST_CASE("find_or_create finds by one statement, and creates by one more") {
    on_each([](const tenon::Database& db) {
        const auto made = four_people(db);
        const auto people = db.model<Person>();
        const Statements statements(db);
        const auto [ada, is_new] = people.find_or_create(f<&Person::email> == "ada@example.com", {.name = "X"});
        CHECK(!is_new);
        CHECK(ada.id == made[0].id);
        CHECK(ada.name == "Ada");
        CHECK(statements.count() == 1);
        const auto eve = people.find_or_create(f<&Person::email> == "EVE@example.com" && f<&Person::age> == 7,
                                               {.name = "Eve", .score = 3});
        CHECK(eve.is_new);
        CHECK(statements.count() == 3);
        CHECK(eve.object.id == 5);
        CHECK(eve.object.email == "eve@example.com");
        CHECK(eve.object.age == 7);
        CHECK(eve.object.score == 3);
        CHECK(!people.find_or_create(f<&Person::email> == "Eve@Example.com").is_new);
        CHECK(people.count() == 5);
        CHECK_THROWS_AS((void)people.find_or_create(f<&Person::email> == "fay@example.com"), tenon::ValidationError);
    });
}

TEST_CASE("find_or_build stores nothing") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        auto [eve, is_new] = people.find_or_build(f<&Person::email> == "eve@example.com", {.name = "Eve"});
        CHECK(is_new);
        CHECK(eve.id == 0);
        CHECK(eve.email == "eve@example.com");
        CHECK(people.count() == 4);
        CHECK(people.create(eve).id == 5);
        CHECK(!people.find_or_build(f<&Person::email> == "eve@example.com").is_new);
        CHECK(people.find_or_build(f<&Person::id> == 99).object.id == 99);
    });
}

TEST_CASE("find_or_create needs a condition that names a unique key") {
    on_each([](const tenon::Database& db) {
        const auto made = four_people(db);
        const auto people = db.model<Person>();
        CHECK_THROWS_AS((void)people.find_or_create(f<&Person::name> == "Ada"), tenon::QueryError);
        CHECK_THROWS_AS((void)people.find_or_create(f<&Person::email> >= "ada@example.com"), tenon::QueryError);
        CHECK_THROWS_AS((void)people.find_or_create(f<&Person::email> == "ada@example.com" || f<&Person::age> == 1),
                        tenon::QueryError);
        CHECK_THROWS_AS((void)people.find_or_build(f<&Person::email> == f<&Person::name>), tenon::QueryError);
        const auto books = db.model<Book>();
        CHECK_THROWS_AS((void)books.find_or_create(f<&Book::title> == "One"), tenon::QueryError);
        const auto one = books.find_or_create(f<&Book::title> == "One" && f<&Book::author> == made[0].id, {.pages = 7});
        CHECK(one.is_new);
        CHECK(one.object.author.key() == made[0].id);
        CHECK(!books.find_or_create(f<&Book::author> == made[0].id && f<&Book::title> == "One").is_new);
        const tenon::Filter<Person> filter = f<&Person::email> == "bob@example.com";
        CHECK(!people.find_or_create(filter).is_new);
    });
}

TEST_CASE("a row that has the unique key but not the rest of the condition is a UniqueViolation") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        CHECK_THROWS_AS(
            (void)people.find_or_create(f<&Person::email> == "ada@example.com" && f<&Person::name> == "Eve"),
            tenon::UniqueViolation);
        CHECK_THROWS_AS((void)people.find_or_create(f<&Person::id> == 99, {.name = "Eve", .email = "ada@example.com"}),
                        tenon::UniqueViolation);
    });
}

TEST_CASE("find_or_create is part of a transaction, which goes on after a failure") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        db.transaction([](tenon::Transaction& tx) {
            const auto people = tx.model<Person>();
            CHECK(people.find_or_create(f<&Person::email> == "eve@example.com", {.name = "Eve"}).is_new);
            CHECK(!people.find_or_create(f<&Person::email> == "eve@example.com", {.name = "Eve"}).is_new);
            CHECK_THROWS_AS(
                (void)people.find_or_create(f<&Person::id> == 99, {.name = "A", .email = "ada@example.com"}),
                tenon::UniqueViolation);
            CHECK(people.find_or_create(f<&Person::email> == "fay@example.com", {.name = "Fay"}).is_new);
        });
        CHECK(db.model<Person>().count() == 6);
    });
}

namespace {
struct Slug {
    std::int64_t id = 0;
    std::string text{};
    std::string made_by{};
};
/// Called while a Slug is checked: between the find and the insert.
std::function<void()> meanwhile;
void describe(tenon::Schema<Slug>& slug) {
    slug.field(f<&Slug::text>).unique().check([](const std::string&) {
        if (const auto other = std::exchange(meanwhile, nullptr)) other();
        return true;
    });
}
}  // namespace

TEST_CASE("somebody who is faster is found") {
    on_each([](const tenon::Database& db) {
        db.sync<Slug>();
        const auto slugs = db.model<Slug>();
        meanwhile = [&] { (void)slugs.create({.text = "oak", .made_by = "other"}); };
        const Statements statements(db);
        const auto oak = slugs.find_or_create(f<&Slug::text> == "oak", {.made_by = "me"});
        CHECK(statements.count() == 4);  // find, the other's insert, insert, find
        CHECK(!oak.is_new);
        CHECK(oak.object.made_by == "other");
        CHECK(oak.object.id == 1);
        CHECK(slugs.count() == 1);
    });
}

TEST_CASE("records are found or created") {
    on_each([](const tenon::Database& db) {
        namespace types = tenon::types;
        const auto tags = db.define("Tag", {{"name", {.type = types::text, .unique = true, .lowercase = true}},
                                            {"uses", {.type = types::int64, .default_value = 1}}});
        db.sync();
        const auto name = [](const char* text) { return tenon::field("name") == text; };
        auto [oak, is_new] = tags.find_or_create(name("Oak"), {{"uses", 5}});
        CHECK(is_new);
        CHECK(oak["name"] == "oak");
        CHECK(oak["uses"] == 5);
        oak.set("uses", 6);
        CHECK(oak.save());
        CHECK(tags.find_or_create(name("OAK")).object["uses"] == 6);
        auto ash = tags.find_or_build(name("ash"));
        CHECK(ash.is_new);
        CHECK(tags.count() == 1);
        CHECK(ash.object.save());
        CHECK(tags.count() == 2);
        CHECK_THROWS_AS((void)tags.find_or_create(tenon::field("uses") == 1), tenon::QueryError);
    });
}
