// Rows that a query locks until its transaction ends.

#include <thread>

#include "support/messages.hpp"
#include "support/people.hpp"

using namespace backends;
namespace types = tenon::types;

TEST_CASE("rows that are locked are given as others are") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        db.transaction([](tenon::Transaction& tx) {
            const auto people = tx.model<Person>();
            const auto grown = people.find(f<&Person::age> >= 18).order_by(f<&Person::name>);
            CHECK(names(grown.for_update()) == "Ada Cid Dan");
            CHECK(names(grown.for_share()) == "Ada Cid Dan");
            CHECK(names(grown.for_update(tenon::skip_locked).limit(2).offset(1)) == "Cid Dan");
            CHECK(grown.for_share(tenon::no_wait).first()->name == "Ada");
            CHECK(grown.for_update(tenon::no_wait).last()->name == "Dan");
            CHECK(people.find(f<&Person::name> == "Bob").for_update().one().name == "Bob");
            CHECK(grown.for_update().select(f<&Person::name>).all() == std::vector<std::string>{"Ada", "Cid", "Dan"});
            CHECK(grown.for_update().page(2).items.size() == 2);
            CHECK(names(grown.for_update().include(f<&Person::books>)) == "Ada Cid Dan");
            CHECK(names(people.find(f<&Person::books>.none()).for_update().order_by(f<&Person::id>)) ==
                  "Ada Bob Cid Dan");
            const tenon::Query<Person> query = grown;
            CHECK(names(query.for_update(tenon::skip_locked)) == "Ada Cid Dan");
            CHECK(names(query.for_share()) == "Ada Cid Dan");
            std::size_t streamed = 0;
            for (const Person& person : grown.for_update().stream(1)) streamed += person.name.empty() ? 0U : 1U;
            CHECK(streamed == 3);
            for (auto& person : grown.for_update().edit()) {
                person->score = 7;
                person.save();
            }
            CHECK(people.count(f<&Person::score> == 7) == 3);
            tx.transaction([](tenon::Transaction& inner) {
                CHECK(names(inner.model<Person>().find(f<&Person::name> == "Ada").for_update()) == "Ada");
            });
        });
    });
}

TEST_CASE("records are locked as objects are") {
    on_each([](const tenon::Database& db) {
        const auto jobs = db.define("Job", {{"name", {.type = types::text}}, {"taken", {.type = types::boolean}}});
        db.sync();
        (void)jobs.create({{"name", "first"}, {"taken", false}});
        (void)jobs.create({{"name", "second"}, {"taken", false}});
        CHECK(message_of<tenon::QueryError>([&] {
                  (void)jobs.find().for_update();
              }).starts_with("for_update() of Job is outside of a transaction"));
        db.transaction([](tenon::Transaction& tx) {
            const auto open = tx.model("Job").find(tenon::field("taken") == false).order_by("id");
            CHECK(open.for_update(tenon::skip_locked).first().value()["name"] == "first");
            CHECK(open.for_share().all().size() == 2);
            CHECK(open.for_share(tenon::no_wait).select({"name"}).all().size() == 2);
            CHECK_THROWS_AS((void)open.for_update().count(), tenon::QueryError);
        });
    });
}

// What would be lost if another transaction could write between the read and the write.
TEST_CASE("a row that was read under a lock is the row that is written") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        constexpr int rounds = 20;
        const auto count = [&db] {
            for (int i = 0; i < rounds; ++i)
                db.transaction([](tenon::Transaction& tx) {
                    const auto people = tx.model<Person>();
                    const Person ada = people.find(f<&Person::name> == "Ada").for_update().one();
                    std::this_thread::yield();
                    people.update(f<&Person::id> == ada.id, f<&Person::score> = ada.score + 1);
                });
        };
        std::thread other(count);
        count();
        other.join();
        CHECK(db.model<Person>().find(f<&Person::name> == "Ada").one().score == 1.5 + 2 * rounds);
    });
}

TEST_CASE("while a row is locked, another connection to the same file can't write") {
    const TemporaryFolder folder;
    const std::string url = "sqlite:" + folder.file("locked.db") + "?busy_timeout=1";
    const auto db = tenon::open(url);
    const auto other = tenon::open(url);
    four_people(db);
    const auto everybody = other.model<Person>();
    db.transaction([&](tenon::Transaction& tx) {
        (void)tx.model<Person>().find(f<&Person::name> == "Ada").for_share().one();
        CHECK_THROWS_AS(everybody.update(f<&Person::name> == "Ada", f<&Person::score> = 9), tenon::Error);
        CHECK(everybody.find(f<&Person::name> == "Ada").one().score == 1.5);
    });
    CHECK(everybody.update(f<&Person::name> == "Ada", f<&Person::score> = 9) == 1);
}

TEST_CASE("a lock outside of a transaction is refused, since it would be given back at once") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        CHECK(message_of<tenon::QueryError>([&] { (void)people.find().for_update(); }) ==
              "for_update() of Person is outside of a transaction, where the lock would be given back at once. Ask by "
              "the transaction's handle: tx.model<Person>().find(…).for_update().");
        CHECK_THROWS_AS((void)people.find().for_share(tenon::skip_locked), tenon::QueryError);
        const tenon::Query<Person> query = people.find();
        CHECK_THROWS_AS((void)query.for_share(), tenon::QueryError);
        db.transaction([&](tenon::Transaction&) {
            CHECK_THROWS_AS((void)db.outside().model<Person>().find().for_update(), tenon::QueryError);
        });
    });
}

TEST_CASE("what isn't a model's own rows can't be locked") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        db.transaction([](tenon::Transaction& tx) {
            const auto people = tx.model<Person>();
            const auto locked = people.find(f<&Person::id> > 0).for_update();
            const auto refuses = [](auto call, const std::string& words) {
                const std::string said = message_of<tenon::QueryError>(call);
                CAPTURE(said);
                CHECK(said.find(words) != std::string::npos);
            };
            const auto name = f<&Person::name>;
            refuses([&] { (void)locked.count(); }, "`for_update` has no meaning in `count`");
            refuses([&] { (void)locked.exists(); }, "`for_update` has no meaning in `exists`");
            refuses([&] { (void)locked.aggregate(tenon::count()); }, "`for_update` has no meaning in `aggregate`");
            refuses([&] { (void)locked.group_by(name).select(name, tenon::count()).all(); },
                    "`for_update` has no meaning in `aggregate`");
            refuses([&] { locked.update(f<&Person::score> = 1); }, "`for_update` has no meaning in `update`");
            refuses([&] { locked.remove(); }, "`for_update` has no meaning in `remove`");
            refuses([&] { (void)locked.select(name).distinct().all(); }, "don't go with distinct()");
            refuses([&] { (void)locked.distinct_on(name).order_by(name).all(); }, "don't go with distinct_on()");
            refuses([&] { (void)locked.join(f<&Person::books>).select(name, f<&Book::title>).all(); },
                    "don't go with join()");
            refuses([&] { (void)locked.select(name).union_with(people.find().select(name)).all(); },
                    "a query that is a part of another");
            refuses([&] { (void)people.find().select(name).union_all(locked.select(name)).all(); },
                    "a query that is a part of another");
            refuses([&] { (void)people.find(f<&Person::id>.in(locked.select(f<&Person::id>))).all(); },
                    "a query that is a part of another");
            refuses([&] { (void)locked.select(name, tenon::row_number().over(tenon::order_by(name))).all(); },
                    "with for_update() and for_share() there are none");
        });
        CHECK(db.model<Person>().count() == 4);
    });
}
