// Upserts that say what becomes of the row that they meet.

#include "support/people.hpp"
#include "support/statements.hpp"

using namespace backends;
using tenon::on_conflict;

namespace {

struct Label {
    std::int64_t id = 0;
    std::string name{};
};
void describe(tenon::Schema<Label>& label) { label.field(f<&Label::name>).unique(); }

struct Stamp {
    std::int64_t id = 0;
    std::string code{};
    std::optional<std::string> origin{};
    std::string secret{};
    std::int64_t version = 0;
};
void describe(tenon::Schema<Stamp>& stamp) {
    stamp.field(f<&Stamp::code>).unique();
    stamp.field(f<&Stamp::origin>).immutable();
    stamp.field(f<&Stamp::secret>).hidden().min_length(3);
    stamp.version(f<&Stamp::version>);
}

}  // namespace

TEST_CASE("an upsert updates only the columns that it names, and the time of the change") {
    on_each([](const tenon::Database& db) {
        const auto made = four_people(db);
        const auto people = db.model<Person>();
        const Statements statements(db);
        const Person ada = people.upsert({.name = "Nobody", .email = "ada@example.com", .age = 40, .score = 9},
                                         on_conflict(f<&Person::email>).update_only(f<&Person::age>));
        CHECK(statements.count() == 1);
        CHECK(ada.id == made[0].id);
        CHECK(ada.name == "Ada");
        CHECK(ada.age == 40);
        CHECK(ada.score == 1.5);
        CHECK(ada.created_at == made[0].created_at);
        CHECK(ada.updated_at >= made[0].updated_at);
        const Person eve = people.upsert({.name = "Eve", .email = "eve@example.com", .age = 1, .score = 9},
                                         on_conflict(f<&Person::email>).update_only(f<&Person::age>));
        CHECK(eve.id == 5);
        CHECK(eve.score == 9);
        CHECK_THROWS_AS((void)people.upsert(eve, on_conflict(f<&Person::email>).update_only(f<&Person::created_at>)),
                        tenon::QueryError);
        CHECK_THROWS_AS((void)people.upsert(eve, on_conflict(f<&Person::name>)), tenon::QueryError);
    });
}

TEST_CASE("an upsert updates the stored row only if it fulfils a condition") {
    on_each([](const tenon::Database& db) {
        const auto made = four_people(db);
        const auto people = db.model<Person>();
        const auto younger = [](int age) { return on_conflict(f<&Person::email>).where(f<&Person::age> < age); };
        const Statements statements(db);
        const auto kept = people.upsert({.name = "A", .email = "ada@example.com", .age = 30}, younger(30));
        CHECK(!kept);
        CHECK(statements.count() == 1);
        CHECK(people.get(made[0].id).name == "Ada");
        const auto changed = people.upsert({.name = "A", .email = "ADA@example.com", .age = 37}, younger(37));
        REQUIRE(changed);
        CHECK(changed->id == made[0].id);
        CHECK(changed->age == 37);
        const auto fresh = people.upsert({.name = "Eve", .email = "eve@example.com"}, younger(1));
        CHECK(fresh.value().id == 5);
        const auto listed = on_conflict(f<&Person::email>)
                                .update_only(f<&Person::score>)
                                .where(f<&Person::name>.in({"Bob", "Cid"}) && f<&Person::active> == false);
        CHECK(people.upsert({.name = "B", .email = "bob@example.com", .score = 7}, listed).value().name == "Bob");
        CHECK(!people.upsert({.name = "C", .email = "cid@example.com", .score = 7}, listed));
        CHECK(people.count(f<&Person::score> == 7) == 1);
    });
}

TEST_CASE("an upsert that does nothing leaves the stored row as it is") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        const auto rule = on_conflict(f<&Person::email>).do_nothing();
        CHECK(!people.upsert({.name = "A", .email = "ada@example.com"}, rule));
        CHECK(people.find(f<&Person::email> == "ada@example.com").one().name == "Ada");
        CHECK(people.upsert({.name = "Eve", .email = "eve@example.com"}, rule).value().id == 5);
        CHECK_THROWS_AS((void)people.upsert({.name = "A", .email = "no mail"}, rule), tenon::ValidationError);
    });
}

TEST_CASE("a target that is not named is another unique index's business") {
    on_each([](const tenon::Database& db) {
        const auto made = four_people(db);
        const auto people = db.model<Person>();
        Person clash = made[1];
        clash.email = "ada@example.com";
        CHECK_THROWS_AS((void)people.upsert(clash, on_conflict(f<&Person::id>)), tenon::UniqueViolation);
        CHECK(people.get(made[1].id).email == "bob@example.com");
    });
}

TEST_CASE("insert_many leaves duplicates out when it is told to") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        const auto stored = people.insert_many({{.name = "Eve", .email = "eve@example.com"},
                                                {.name = "A", .email = "ada@example.com"},
                                                {.name = "Eve again", .email = "EVE@example.com"},
                                                {.id = 2, .name = "Two", .email = "two@example.com"},
                                                {.id = 77, .name = "Fay", .email = "fay@example.com"}},
                                               tenon::ignore_duplicates);
        REQUIRE(stored.size() == 2);
        CHECK(stored[0].name == "Eve");
        CHECK(people.get(stored[0].id).name == "Eve");
        CHECK(stored[1].id == 77);
        CHECK(people.count() == 6);
        CHECK(people.insert_many(std::vector<Person>{}, tenon::ignore_duplicates).empty());
        CHECK_THROWS_AS((void)people.insert_many({{.name = "Gus", .email = "gus@example.com"}, {.name = "X"}},
                                                 tenon::ignore_duplicates),
                        tenon::ValidationError);
        CHECK(people.count() == 6);
    });
}

TEST_CASE("records are upserted with the same words") {
    on_each([](const tenon::Database& db) {
        namespace types = tenon::types;
        const auto users = db.define("User", {{"email", {.type = types::text, .required = true, .unique = true}},
                                              {"name", {.type = types::text}},
                                              {"age", {.type = types::int32}}});
        db.sync();
        auto ada = users.upsert({{"email", "a"}, {"name", "Ada"}, {"age", 36}});
        CHECK(ada["id"] == 1);
        CHECK(users.upsert({{"email", "a"}, {"name", "Ada L."}, {"age", 37}})["id"] == 1);
        const auto only = users.upsert({{"email", "a"}, {"name", "X"}, {"age", 38}},
                                       {.on_conflict = {"email"}, .update_only = {"age"}});
        CHECK(only.value()["name"] == "Ada L.");
        CHECK(only.value()["age"] == 38);
        CHECK(!users.upsert({{"email", "a"}, {"age", 39}}, {.where = tenon::field("age") < 38}));
        CHECK(users.upsert({{"email", "a"}, {"age", 39}}, {.where = tenon::field("age") < "39"}).value()["age"] == 39);
        CHECK(!users.upsert({{"email", "a"}, {"age", 40}}, {.do_nothing = true}));
        CHECK_THROWS_AS((void)users.upsert({{"email", "a"}}, {.on_conflict = {"mail"}}), tenon::QueryError);
        CHECK_THROWS_AS((void)users.upsert({{"email", "a"}}, {.where = tenon::field("agee") < 1}), tenon::QueryError);
        CHECK(users.count() == 1);
        ada.reload();
        ada.set("age", 1);
        CHECK(ada.save());
    });
}

TEST_CASE("an upsert with nothing to update gives the stored row") {
    on_each([](const tenon::Database& db) {
        db.sync<Label>();
        const auto labels = db.model<Label>();
        labels.create({.name = "other"});
        const Label made = labels.upsert({.name = "red"});
        CHECK(made.id == 2);
        const Statements statements(db);
        CHECK(labels.upsert({.name = "red"}).id == 2);
        CHECK(labels.upsert({.name = "red"}, f<&Label::name>).id == 2);
        CHECK(labels.upsert({.id = 2, .name = "red"}, f<&Label::id>).name == "red");
        CHECK(statements.count() == 3);
        const auto named = [](const char* name) { return on_conflict(f<&Label::name>).where(f<&Label::name> == name); };
        CHECK(labels.upsert({.name = "red"}, named("red")).value().id == 2);
        CHECK(!labels.upsert({.name = "red"}, named("blue")));
        CHECK(!labels.upsert({.name = "red"}, on_conflict(f<&Label::name>).do_nothing()));
        CHECK(labels.upsert({.name = "blue"}).id == 3);
        CHECK(labels.count() == 3);
    });
}

TEST_CASE("fields that never change, the version and what is hidden are as they were stored") {
    on_each([](const tenon::Database& db) {
        db.sync<Stamp>();
        const auto stamps = db.model<Stamp>();
        const Stamp made = stamps.create({.code = "a", .origin = "here", .secret = "long"});
        const Stamp again = stamps.upsert({.code = "a", .origin = "there", .secret = "other"});
        CHECK(again.id == made.id);
        CHECK(again.origin == "here");
        CHECK(again.version == made.version);
        const Stamp met = stamps.upsert({.code = "a"});  // without the secret, which the row has
        CHECK(met.id == made.id);
        CHECK(met.origin == "here");
        CHECK(stamps.find().with_hidden().one().secret == "long");
    });
}
