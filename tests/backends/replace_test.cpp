// Replacing the first row of a query, and members alone of rows that were written.

#include "support/people.hpp"
#include "support/statements.hpp"

using namespace backends;

namespace {

struct Note {
    std::int64_t id = 0;
    std::string title{};
    std::optional<std::string> text{};
    std::string secret{};
    std::string owner{};
    std::int64_t version = 0;
    tenon::Timestamp created_at{}, updated_at{};
};
void describe(tenon::Schema<Note>& note) {
    note.field(f<&Note::title>).required().trim().unique();
    note.field(f<&Note::text>).default_value("none");
    note.field(f<&Note::secret>).required().hidden();
    note.field(f<&Note::owner>).immutable();
    note.version(f<&Note::version>);
    note.timestamps(f<&Note::created_at>, f<&Note::updated_at>);
}

Note one_note(const tenon::Database& db) {
    db.sync<Note>();
    return db.model<Note>().create({.title = "Old", .text = "long", .secret = "key", .owner = "Ada"});
}

}  // namespace

TEST_CASE("replace_one gives the first row all values of an object, by one statement") {
    on_each([](const tenon::Database& db) {
        const auto made = four_people(db);
        const auto people = db.model<Person>();
        const Statements statements(db);
        const auto grown =
            people.find(f<&Person::active>)
                .order_by(f<&Person::age>.desc())
                .replace_one({.id = 99, .name = " Daniel ", .email = "DAN@example.org", .home = {"Oslo"}});
        CHECK(statements.count() == 1);
        REQUIRE(grown);
        CHECK(grown->id == made[3].id);
        CHECK(grown->name == "Daniel");
        CHECK(grown->email == "dan@example.org");
        CHECK(!grown->age);
        CHECK(grown->mood == Mood::calm);
        CHECK(grown->home.city == "Oslo");
        CHECK(grown->tags.empty());
        CHECK(grown->created_at == made[3].created_at);
        CHECK(grown->updated_at >= made[3].updated_at);
        CHECK(people.get(made[3].id).name == "Daniel");
        CHECK(people.get(made[3].id).updated_at == grown->updated_at);
        CHECK(people.count() == 4);
        CHECK(!people.find(f<&Person::age> > 200).replace_one({.name = "N", .email = "n@example.com"}));
    });
}

TEST_CASE("replace_one keeps what is a row's own: key, creation, immutable and hidden fields; it moves the version") {
    on_each([](const tenon::Database& db) {
        const Note made = one_note(db);
        const auto notes = db.model<Note>();
        const auto found = notes.find(f<&Note::title> == "Old");
        const auto now = found.replace_one({.title = "New", .secret = "other", .owner = "Bob", .version = 70});
        REQUIRE(now);
        CHECK(now->text == "none");
        CHECK(now->secret.empty());
        CHECK(now->owner == "Ada");
        CHECK(now->version == made.version + 1);
        CHECK(now->created_at == made.created_at);
        CHECK(notes.find().with_hidden().one().secret == "key");
        const auto open = notes.find(f<&Note::title> == "New").with_hidden();
        CHECK(open.replace_one({.title = "Newer", .secret = "lock"}).value().secret == "lock");
        CHECK(notes.find().with_hidden().one().secret == "lock");
        CHECK(notes.find().one().version == made.version + 2);
    });
}

TEST_CASE("replace_one gives the row as it was, read and written in one transaction") {
    on_each([](const tenon::Database& db) {
        one_note(db);
        const auto notes = db.model<Note>();
        const Statements statements(db);
        const auto was = notes.find_one_and_replace(f<&Note::title> == "Old", {.title = "New"}, tenon::before);
        CHECK(statements.all() == std::vector<std::string>{"begin", "statement", "statement", "commit"});
        CHECK(was.value().title == "Old");
        CHECK(was->text == "long");
        CHECK(notes.find().one().title == "New");
        CHECK(notes.find().one().version == was->version + 1);
        CHECK(!notes.find_one_and_replace(f<&Note::title> == "Old", {.title = "Newer"}, tenon::before));
        CHECK(notes.find_one_and_replace(f<&Note::title> == "New", {.title = "Newer"}, tenon::after).value().title ==
              "Newer");
        CHECK(notes.find_one_and_replace(f<&Note::title> == "Newer", {.title = "Last"}).value().title == "Last");
    });
}

TEST_CASE("replace_one looks at all rules of what it writes, and at the database's") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        const auto ada = people.find(f<&Person::name> == "Ada");
        try {
            (void)ada.replace_one({.name = "", .email = "none", .age = 151});
            FAIL("replaced");
        } catch (const tenon::ValidationError& error) {
            CHECK(error.failures().size() == 3);
        }
        CHECK_THROWS_AS((void)ada.replace_one({.name = "Ada", .email = "bob@example.com"}), tenon::UniqueViolation);
        CHECK_THROWS_AS((void)ada.replace_one({.name = "Ada", .email = "bob@example.com"}, tenon::before),
                        tenon::UniqueViolation);
        CHECK(ada.one().age == 36);
    });
}

TEST_CASE("a query without its type replaces, and so do run-time models") {
    on_each([](const tenon::Database& db) {
        namespace types = tenon::types;
        four_people(db);
        tenon::Query<Person> query = db.model<Person>().find().order_by(f<&Person::age>);
        query = query.where(f<&Person::age>.has_value()).include(f<&Person::books>);
        const auto cid = query.replace_one({.name = "Cyd", .email = "cyd@example.com", .age = 19});
        CHECK(cid.value().name == "Cyd");
        CHECK(cid->books.size() == 0);
        CHECK(query.replace_one({.name = "Cid", .email = "cid@example.com"}, tenon::before).value().age == 19);

        const auto jobs = db.define("Job", {{"name", {.type = types::text, .required = true}},
                                            {"state", {.type = types::text, .default_value = "new"}},
                                            {"tries", {.type = types::int32}}});
        db.sync();
        jobs.create({{"name", "a"}, {"state", "done"}, {"tries", 4}});
        const auto now = jobs.find(tenon::field("name") == "a").replace_one({{"name", "b"}});
        REQUIRE(now);
        CHECK((*now)["state"] == "new");
        CHECK((*now)["tries"].is_empty());
        CHECK((*now)["id"] == 1);
        CHECK_THROWS_AS((void)jobs.find().replace_one({{"tries", 1}}), tenon::ValidationError);
        CHECK(jobs.find_one_and_replace(tenon::field("name") == "b", {{"name", "c"}}, tenon::before).value()["name"] ==
              "b");
        CHECK(jobs.find().one()["name"] == "c");
        CHECK(!jobs.find_one_and_replace(tenon::field("name") == "b", {{"name", "c"}}));
    });
}

namespace {
struct Summary {
    std::string name{};
    std::optional<int> age{};
    Address home{};
};
}  // namespace

TEST_CASE("written rows give what is selected of them: a value, a tuple, a struct") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        const auto oldest = people.find(f<&Person::age>.has_value()).order_by(f<&Person::age>.desc());
        const Statements statements(db);
        CHECK(oldest.select(f<&Person::name>).update_one(f<&Person::age> = 65) == "Dan");
        const auto pair = oldest.select(f<&Person::name>, f<&Person::age>).update_one(f<&Person::age> = 66);
        CHECK(pair == std::tuple("Dan", std::optional<int>(66)));
        const auto row = oldest.select<Summary>(f<&Person::name>, f<&Person::age>, f<&Person::home>)
                             .update_one(f<&Person::age> = 67);
        CHECK(row.value().home.city == "Rome");
        CHECK(row->age == 67);
        CHECK(oldest.select(f<&Person::active>).update_one(f<&Person::active> = false) == false);
        CHECK(oldest.select(f<&Person::mood>).replace_one({.name = "D", .email = "d@example.com"}) == Mood::calm);
        CHECK(statements.count() == 5);
        CHECK(oldest.select(f<&Person::tags>).remove_one().value().size() == 2);
        CHECK(!people.find(f<&Person::age> > 200).select(f<&Person::name>).remove_one());
    });
}

TEST_CASE("what is selected of a row as it was is read and written in one transaction") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        const auto ada = people.find(f<&Person::email> == "ada@example.com");
        const Statements statements(db);
        const auto was = ada.select<Summary>(f<&Person::name>, f<&Person::age>, f<&Person::home>)
                             .update_one(f<&Person::age> = 37, f<&Person::name> = "A", tenon::before);
        CHECK(statements.all() == std::vector<std::string>{"begin", "statement", "statement", "commit"});
        CHECK(was.value().age == 36);
        CHECK(was->name == "Ada");
        CHECK(was->home.zip == "N1");
        CHECK(ada.one().age == 37);
        const auto replaced =
            ada.select(f<&Person::age>).replace_one({.name = "Ada", .email = "ada@example.com"}, tenon::before);
        CHECK(replaced.value() == 37);
        CHECK(!ada.one().age);
        CHECK(!people.find(f<&Person::age> > 200)
                   .select(f<&Person::name>)
                   .update_one(f<&Person::age> = 1, tenon::before));
    });
}

TEST_CASE("a hidden field of a written row is given when it is selected") {
    on_each([](const tenon::Database& db) {
        one_note(db);
        const auto notes = db.model<Note>();
        CHECK(notes.find().select(f<&Note::secret>).update_one(f<&Note::title> = "A") == "key");
        CHECK(notes.find().select(f<&Note::secret>).update_one(f<&Note::secret> = "b", tenon::before) == "key");
        CHECK(notes.find().with_hidden().update_one(f<&Note::title> = "B").value().secret == "b");
        CHECK(notes.find().update_one(f<&Note::title> = "C").value().secret.empty());
        CHECK(notes.find(f<&Note::title> == "C").select(f<&Note::secret>).returning().remove() ==
              std::vector<std::string>{"b"});
    });
}

TEST_CASE("returning() gives what is selected of all rows that are written") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        const Statements statements(db);
        auto names = people.find(f<&Person::active>).select(f<&Person::name>).returning().update(f<&Person::age> = 1);
        std::sort(names.begin(), names.end());
        CHECK(names == std::vector<std::string>{"Ada", "Cid", "Dan"});
        const auto active = people.find(!f<&Person::active>).select(f<&Person::active>).returning().remove();
        CHECK(active == std::vector<bool>{false});
        CHECK(statements.count() == 2);
        const tenon::Query<Person> all = people.find(tenon::Filter<Person>(f<&Person::age> == 1));
        CHECK(all.select(f<&Person::id>).returning().update(f<&Person::age> = 2).size() == 3);
        CHECK(all.select(f<&Person::id>).returning().remove().empty());
        CHECK(people.find().order_by(f<&Person::id>).select(f<&Person::age>).remove_one().value() == 2);
    });
}

TEST_CASE("a write gives members of its rows, and nothing made of them") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const tenon::Query<Person> query = db.model<Person>().find(f<&Person::name> == "Ada");
        CHECK_THROWS_WITH_AS((void)query.select(f<&Person::age> + 1).update_one(f<&Person::age> = 1),
                             doctest::Contains("nothing made of them"), tenon::QueryError);
        CHECK_THROWS_WITH_AS((void)query.select(f<&Person::age>).distinct().remove_one(), doctest::Contains("distinct"),
                             tenon::QueryError);
        CHECK_THROWS_AS((void)query.limit(1).select(f<&Person::age>).remove_one(), tenon::QueryError);
    });
}
