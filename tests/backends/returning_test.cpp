// Writes that give the rows that they wrote.

#include <algorithm>

#include "support/people.hpp"
#include "support/statements.hpp"

using namespace backends;

TEST_CASE("update_one changes the first row of an order, and gives it, by one statement") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        const Statements statements(db);
        const auto grown = people.find(f<&Person::age>.has_value())
                               .order_by(f<&Person::age>.desc())
                               .update_one(f<&Person::age> = f<&Person::age> + 1, f<&Person::name> = " Daniel ");
        CHECK(statements.count() == 1);
        REQUIRE(grown);
        CHECK(grown->name == "Daniel");
        CHECK(grown->age == 65);
        CHECK(people.get(grown->id).updated_at == grown->updated_at);
        CHECK(people.count(f<&Person::age> == 65) == 1);
        CHECK(people.get(2).name == "Bob");
        CHECK(!people.find(f<&Person::age> > 100).update_one(f<&Person::age> = 1));
    });
}

TEST_CASE("update_one without an order or a condition takes one row") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        const auto some = people.find().update_one(f<&Person::score> = 77);
        REQUIRE(some);
        CHECK(people.count(f<&Person::score> == 77) == 1);
        CHECK(people.get(some->id).score == 77);
    });
}

TEST_CASE("update_one gives the row as it was, read and written in one transaction") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        const Statements statements(db);
        const auto was = people.find_one_and_update(f<&Person::name> == "Ada", f<&Person::age> = 37, tenon::before);
        CHECK(statements.all() == std::vector<std::string>{"begin", "statement", "statement", "commit"});
        REQUIRE(was);
        CHECK(was->age == 36);
        CHECK(people.get(was->id).age == 37);
        const auto is = people.find_one_and_update(f<&Person::name> == "Ada", f<&Person::age> = 38, tenon::after);
        CHECK(is.value().age == 38);
        CHECK(!people.find_one_and_update(f<&Person::name> == "Eve", f<&Person::age> = 1, tenon::before));
        db.transaction([](tenon::Transaction& tx) {
            const auto inside =
                tx.model<Person>().find_one_and_update(f<&Person::name> == "Ada", f<&Person::age> = 39, tenon::before);
            CHECK(inside.value().age == 38);
        });
        CHECK(people.get(was->id).age == 39);
    });
}

TEST_CASE("update_one looks at the rules, whatever image is asked for") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        const auto ada = people.find(f<&Person::name> == "Ada");
        CHECK_THROWS_AS((void)ada.update_one(f<&Person::age> = 151), tenon::ValidationError);
        CHECK_THROWS_AS((void)ada.update_one(f<&Person::age> = 151, tenon::before), tenon::ValidationError);
        CHECK_THROWS_AS((void)ada.update_one(f<&Person::email> = "bob@example.com"), tenon::UniqueViolation);
        CHECK_THROWS_AS((void)ada.update_one(f<&Person::email> = "bob@example.com", tenon::before),
                        tenon::UniqueViolation);
        CHECK(ada.one().age == 36);
    });
}

TEST_CASE("remove_one deletes the first row of an order, with what belongs to it, and gives it") {
    on_each([](const tenon::Database& db) {
        const auto made = four_people(db);
        const auto people = db.model<Person>();
        (void)db.model<Book>().create({.author = made[3].id, .title = "One"});
        const Statements statements(db);
        const auto gone = people.find(f<&Person::active>).order_by(f<&Person::score>).remove_one();
        CHECK(statements.count() == 1);
        REQUIRE(gone);
        CHECK(gone->name == "Dan");
        CHECK(gone->home.zip == "00");
        CHECK(people.count() == 3);
        CHECK(db.model<Book>().count() == 0);
        CHECK(people.find_one_and_remove(f<&Person::name> == "Ada").value().tags.size() == 2);
        CHECK(!people.find_one_and_remove(f<&Person::name> == "Ada"));
    });
}

TEST_CASE("returning() gives all rows that an update wrote, and a remove deleted, by one statement") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        const Statements statements(db);
        auto grown = people.find(f<&Person::age> >= 18).returning().update(f<&Person::age> = f<&Person::age> + 1);
        CHECK(statements.count() == 1);
        std::sort(grown.begin(), grown.end(), [](const Person& a, const Person& b) { return a.id < b.id; });
        REQUIRE(grown.size() == 3);
        CHECK(grown[0].age == 37);
        CHECK(grown[1].age == 19);
        CHECK(grown[2].age == 65);
        CHECK(people.find(f<&Person::age> > 200).returning().update(f<&Person::age> = 1).empty());
        const auto gone = people.find(f<&Person::age>.is_empty()).returning().remove();
        REQUIRE(gone.size() == 1);
        CHECK(gone[0].name == "Bob");
        CHECK(people.count() == 3);
    });
}

TEST_CASE("rows that were written come with what the query includes") {
    on_each([](const tenon::Database& db) {
        const auto made = four_people(db);
        (void)db.model<Book>().create({.author = made[0].id, .title = "One"});
        const auto people = db.model<Person>().find(f<&Person::name> == "Ada").include(f<&Person::books>);
        CHECK(people.update_one(f<&Person::age> = 1).value().books.size() == 1);
        CHECK(people.update_one(f<&Person::age> = 2, tenon::before).value().books.size() == 1);
        CHECK(people.returning().update(f<&Person::age> = 3).at(0).books.size() == 1);
    });
}

TEST_CASE("a query without its type gives written rows too") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        tenon::Query<Person> query = db.model<Person>().find(f<&Person::age>.has_value());
        query = query.order_by(f<&Person::age>);
        CHECK(query.update_one(f<&Person::score> = 5).value().name == "Cid");
        CHECK(query.update_one(f<&Person::score> = 6, tenon::before).value().score == 5);
        CHECK(query.remove_one().value().name == "Cid");
        const tenon::Query<Person> all = db.model<Person>().find(tenon::Filter<Person>(f<&Person::score> != 99));
        CHECK(all.returning().update(f<&Person::score> = 1).size() == 3);
        CHECK(all.returning().remove().size() == 3);
        const tenon::Query<Person> nothing = db.model<Person>().find();
        CHECK_THROWS_AS((void)nothing.returning().remove(), tenon::QueryError);
    });
}

namespace {
struct Visit {
    std::string country{};
    int year = 0;
    int times = 0;
};
void describe(tenon::Schema<Visit>& visit) { visit.key(f<&Visit::country>, f<&Visit::year>); }
}  // namespace

TEST_CASE("update_one and remove_one find rows of composite keys") {
    on_each([](const tenon::Database& db) {
        db.sync<Visit>();
        const auto visits = db.model<Visit>();
        visits.insert_many({{"FR", 2020, 3}, {"FR", 2021, 1}, {"IT", 2020, 2}});
        const auto least = visits.find(f<&Visit::country> == "FR").order_by(f<&Visit::times>);
        CHECK(least.update_one(f<&Visit::times> = f<&Visit::times> + 1).value().year == 2021);
        CHECK(visits.get("FR", 2021).times == 2);
        CHECK(least.update_one(f<&Visit::times> = 9, tenon::before).value().times == 2);
        CHECK(visits.find().order_by(f<&Visit::times>.desc()).remove_one().value().year == 2021);
        CHECK(visits.count() == 2);
    });
}

TEST_CASE("run-time models give written records") {
    on_each([](const tenon::Database& db) {
        namespace types = tenon::types;
        const auto jobs = db.define("Job", {{"name", {.type = types::text, .required = true}},
                                            {"state", {.type = types::text, .one_of = {"new", "taken", "done"}}}});
        db.sync();
        for (const char* name : {"a", "b", "c"}) jobs.create({{"name", name}, {"state", "new"}});
        const auto fresh = jobs.find(tenon::field("state") == "new");
        const Statements statements(db);
        auto taken = fresh.order_by_descending("name").update_one({{"state", "taken"}});
        CHECK(statements.count() == 1);
        REQUIRE(taken);
        CHECK((*taken)["name"] == "c");
        CHECK((*taken)["state"] == "taken");
        taken->set("state", "done");
        CHECK(taken->save());
        CHECK(fresh.order_by("name").update_one({{"state", "taken"}}, tenon::before).value()["state"] == "new");
        CHECK_THROWS_AS((void)fresh.update_one({{"state", "odd"}}), tenon::ValidationError);
        CHECK(jobs.find(tenon::field("state") != "done").returning().update({{"state", "done"}}).size() == 2);
        CHECK(jobs.find_one_and_remove(tenon::field("name") == "a").value()["state"] == "done");
        CHECK(
            jobs.find_one_and_update(tenon::field("name") == "b", {{"state", "new"}}, tenon::after).value()["state"] ==
            "new");
        CHECK(jobs.find(tenon::field("name") != "").returning().remove().size() == 2);
        CHECK(!jobs.find().remove_one());
    });
}
