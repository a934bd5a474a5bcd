// Writes to one row that is known by its key.

#include "support/people.hpp"
#include "support/statements.hpp"

using namespace backends;

TEST_CASE("increment and decrement change a member by one statement, and the time of the change") {
    on_each([](const tenon::Database& db) {
        const auto made = four_people(db);
        const auto people = db.model<Person>();
        const Statements statements(db);
        people.increment(made[0].id, f<&Person::age>);
        people.increment(made[0].id, f<&Person::age>, 2);
        people.decrement(made[0].id, f<&Person::score>, 0.5);
        people.decrement(made[0].id, f<&Person::age>);
        CHECK(statements.count() == 4);
        const Person ada = people.get(made[0].id);
        CHECK(ada.age == 38);
        CHECK(ada.score == 1.0);
        CHECK(ada.updated_at >= made[0].updated_at);
        people.increment(made[1].id, f<&Person::age>);  // an empty one counts as 0
        CHECK(people.get(made[1].id).age == 1);
    });
}

TEST_CASE("increment tells what can't be") {
    on_each([](const tenon::Database& db) {
        const auto made = four_people(db);
        const auto people = db.model<Person>();
        CHECK_THROWS_WITH_AS(people.increment(99, f<&Person::age>), "increment(): no Person has this key.",
                             tenon::NotFound);
        CHECK_THROWS_AS(people.increment(made[0].id, f<&Person::age>, 200), tenon::CheckViolation);
        CHECK_THROWS_AS(people.decrement(made[0].id, f<&Person::age>, 200), tenon::CheckViolation);
        CHECK(people.get(made[0].id).age == 36);
    });
}

TEST_CASE("touch sets the time of the change alone") {
    on_each([](const tenon::Database& db) {
        auto made = four_people(db);
        const auto people = db.model<Person>();
        const Statements statements(db);
        people.touch(made[0].id);
        CHECK(statements.count() == 1);
        Person ada = people.get(made[0].id);
        CHECK(ada.updated_at >= made[0].updated_at);
        CHECK(ada.created_at == made[0].created_at);
        CHECK(ada.name == "Ada");
        CHECK_THROWS_AS(people.touch(99), tenon::NotFound);
        CHECK_THROWS_WITH_AS(db.model<Book>().touch(1),
                             "touch() of Book: the model has no time of its last change. Describe it by "
                             "timestamps(f<…>, f<…>).",
                             tenon::QueryError);
    });
}

TEST_CASE("reload reads an object again, tracked or not") {
    on_each([](const tenon::Database& db) {
        const auto made = four_people(db);
        const auto people = db.model<Person>();
        auto tracked = people.edit(made[0].id);
        tracked->name = "Nobody";
        people.update(f<&Person::id> == made[0].id, f<&Person::age> = 40);
        CHECK(people.reload(made[0]).age == 40);
        tracked.reload();
        CHECK(tracked->age == 40);
        CHECK(tracked->name == "Ada");
        CHECK(tracked.changed().empty());
        people.remove(f<&Person::id> == made[0].id);
        CHECK_THROWS_AS((void)people.reload(made[0]), tenon::NotFound);
        CHECK_THROWS_AS(tracked.reload(), tenon::NotFound);
        CHECK(tracked->age == 40);
    });
}

namespace {
struct Tally {
    std::string country{};
    int year = 0;
    std::int64_t count = 0;
    tenon::Decimal sum{};
};
void describe(tenon::Schema<Tally>& tally) {
    tally.key(f<&Tally::country>, f<&Tally::year>);
    tally.field(f<&Tally::sum>).precision(10, 2);
}
}  // namespace

TEST_CASE("a row of a composite key is incremented by a tuple") {
    on_each([](const tenon::Database& db) {
        db.sync<Tally>();
        const auto tallies = db.model<Tally>();
        tallies.insert_many({{"FR", 2020, 3}, {"FR", 2021, 1}});
        tallies.increment(std::tuple("FR", 2021), f<&Tally::count>, 5);
        tallies.increment(std::tuple("FR", 2021), f<&Tally::sum>, tenon::Decimal::parse("1.25"));
        CHECK(tallies.get("FR", 2021).count == 6);
        CHECK(tallies.get("FR", 2021).sum == tenon::Decimal::parse("1.25"));
        CHECK(tallies.get("FR", 2020).count == 3);
        CHECK_THROWS_AS(tallies.increment("FR", f<&Tally::count>), tenon::QueryError);
        CHECK_THROWS_AS(tallies.increment(std::tuple(1, 2), f<&Tally::count>), tenon::CastError);
    });
}

TEST_CASE("records are incremented, touched and read again") {
    on_each([](const tenon::Database& db) {
        namespace types = tenon::types;
        const auto pages = db.define("Page",
                                     {{"path", {.type = types::text, .key = true}},
                                      {"lang", {.type = types::text, .key = true}},
                                      {"views", {.type = types::int64, .default_value = 0}}},
                                     {.timestamps = true});
        db.sync();
        auto page = pages.create({{"path", "/"}, {"lang", "en"}});
        const tenon::Value key(tenon::Array{"/", "en"});
        const Statements statements(db);
        pages.increment(key, "views", 3);
        pages.decrement(key, "views");
        pages.touch(key);
        CHECK(statements.count() == 3);
        page.set("views", 77);
        page.reload();
        CHECK(page["views"] == 2);
        CHECK(page.changed().empty());
        CHECK_THROWS_AS(pages.increment("/", "views"), tenon::QueryError);
        CHECK_THROWS_AS(pages.increment(key, "viewz"), tenon::QueryError);
        CHECK_THROWS_AS(pages.increment(tenon::Array{"/", "de"}, "views"), tenon::NotFound);
        CHECK_THROWS_AS(pages.increment(key, "lang"), tenon::QueryError);
        page.remove();
        CHECK_THROWS_AS(page.reload(), tenon::NotFound);
    });
}
