// The words that end a query beside all, first, one, count: last, find_and_count, sum and the like, explain; and what may be
// asked of its statements: a timeout, a comment.

#include <thread>

#include "support/people.hpp"
#include "support/statements.hpp"

using namespace backends;
using namespace std::chrono_literals;

TEST_CASE("last is the first from the other end") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        CHECK(people.find().order_by(f<&Person::name>).last()->name == "Dan");
        CHECK(people.find().order_by(f<&Person::name>.desc()).last()->name == "Ada");
        CHECK(people.find().order_by(f<&Person::age>).last()->name == "Dan");
        CHECK(people.find().order_by(f<&Person::age>.desc()).last()->name == "Bob");
        CHECK(people.find().order_by(f<&Person::age>.asc_empties_last()).last()->name == "Bob");
        CHECK(people.find().order_by(f<&Person::age>.desc_empties_first()).last()->name == "Cid");
        CHECK(people.find().order_by(f<&Person::home, &Address::city>, f<&Person::name>.desc()).last()->name == "Dan");
        CHECK(!people.find(f<&Person::name> == "Eve").order_by(f<&Person::name>).last());
        const tenon::Query<Person> query = people.find(f<&Person::active>);
        CHECK(query.order_by(f<&Person::name>).last()->name == "Dan");
        CHECK_THROWS_AS((void)query.last(), tenon::QueryError);
        CHECK_THROWS_AS((void)query.order_by(f<&Person::name>).limit(2).last(), tenon::QueryError);
        CHECK_THROWS_AS((void)query.order_by(f<&Person::name>).offset(2).last(), tenon::QueryError);
        auto dogs = db.define("Dog", {{"name", {.type = tenon::types::text}}});
        db.sync();
        for (const char* name : {"Rex", "Ace", "Pip"}) dogs.create({{"name", name}});
        CHECK((*dogs.find().order_by("name").last())["name"] == tenon::Value("Rex"));
        CHECK_THROWS_AS((void)dogs.find().last(), tenon::QueryError);
    });
}

TEST_CASE("estimated_count is exact where the database keeps no number") {
    on_each([](const tenon::Database& db) {
        db.sync<Person, Book>();
        CHECK(db.model<Person>().estimated_count() == 0);
        four_people(db);
        CHECK(db.model<Person>().estimated_count() == 4);
        const auto places = db.define("Place", {{"name", {.type = tenon::types::text}}});
        db.sync();
        places.create({{"name", "Rome"}});
        CHECK(places.estimated_count() == 1);
        db.transaction([](tenon::Transaction& tx) {
            tx.model<Person>().remove(f<&Person::name> == "Bob");
            CHECK(tx.model<Person>().estimated_count() == 3);
        });
    });
}

TEST_CASE("find_and_count gives rows, and how many there are beyond them, from one snapshot") {
    on_each([](const tenon::Database& db) {
        const auto made = four_people(db);
        db.model<Book>().create({.author = made[0].id, .title = "A"});
        const auto people = db.model<Person>();
        const auto query = people.find(f<&Person::active>).order_by(f<&Person::name>);
        const auto counted = query.limit(2).find_and_count();
        REQUIRE(counted.rows.size() == 2);
        CHECK(counted.rows[1].name == "Cid");
        CHECK(counted.total == 3);
        CHECK(query.limit(0).find_and_count().total == 3);
        CHECK(query.offset(2).find_and_count().total == 3);
        CHECK(query.offset(2).find_and_count().rows.size() == 1);
        CHECK(people.find(f<&Person::age>.in({18, 36})).limit(1).find_and_count().total == 2);
        CHECK(tenon::Query<Person>(query).limit(1).include(f<&Person::books>).find_and_count().rows[0].books.size() ==
              1);
        Statements statements(db);
        (void)query.limit(1).find_and_count();
        CHECK(statements.all() == std::vector<std::string>{"begin", "statement", "statement", "commit"});
        statements.forget();
        db.transaction([&](tenon::Transaction& tx) {
            tx.model<Person>().remove(f<&Person::name> == "Ada");
            CHECK(tx.model<Person>().find().limit(1).find_and_count().total == 3);
            CHECK_THROWS_AS((void)query.find_and_count(), tenon::TransactionError);
        });
        CHECK(query.find_and_count().total == 2);
        CHECK(people.create({.name = "Eve", .email = "eve@example.com"}).id > 0);
        auto dogs = db.define("Dog", {{"name", {.type = tenon::types::text}}});
        db.sync();
        for (const char* name : {"Rex", "Ace", "Pip"}) dogs.create({{"name", name}});
        const auto some = dogs.find().order_by("name").limit(2).find_and_count();
        CHECK(some.rows.size() == 2);
        CHECK(some.total == 3);
    });
}

TEST_CASE("a snapshot's failure gives its connection back") {
    const TemporaryFolder folder;
    const tenon::Database db = tenon::open("sqlite:" + folder.file("snapshot.db"));
    db.sync<Person, Book>();
    const auto people = db.model<Person>();
    db.execute("drop table people");
    for (int i = 0; i < 20; ++i) CHECK_THROWS_AS((void)people.find().find_and_count(), tenon::Error);
    db.sync<Person, Book>();
    CHECK(people.find().find_and_count().total == 0);
}

TEST_CASE("sum, avg, min and max are short for aggregate") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto all = db.model<Person>().find();
        CHECK(all.sum(f<&Person::age>) == 118);
        CHECK(all.where(f<&Person::age> > 20).avg(f<&Person::age>) == 50.0);
        CHECK(all.min(f<&Person::name>) == "Ada");
        CHECK(all.max(f<&Person::age>) == 64);
        CHECK(!all.where(f<&Person::name> == "Eve").max(f<&Person::age>));
        const tenon::Query<Person> query = all;
        CHECK(query.sum(f<&Person::age>) == 118);
        CHECK(query.avg(f<&Person::score>) == all.aggregate(tenon::avg(f<&Person::score>)));
        CHECK(query.min(f<&Person::age>) == 18);
        CHECK(query.max(f<&Person::name>) == "Dan");
        CHECK_THROWS_AS((void)query.limit(2).max(f<&Person::name>), tenon::QueryError);
        auto dogs = db.define("Dog", {{"name", {.type = tenon::types::text}},
                                      {"age", {.type = tenon::types::int64}},
                                      {"price", {.type = tenon::types::decimal(8, 2)}}});
        db.sync();
        dogs.create({{"name", "Rex"}, {"age", 3}, {"price", "10.50"}});
        dogs.create({{"name", "Ace"}, {"age", 4}, {"price", "1.25"}});
        CHECK(dogs.find().sum("age") == tenon::Value(7));
        CHECK(dogs.find().avg("age") == tenon::Value(3.5));
        CHECK(dogs.find().min("name") == tenon::Value("Ace"));
        CHECK(dogs.find().max("price") == tenon::Value(tenon::Decimal::parse("10.50")));
        CHECK(dogs.find().sum("price") == tenon::Value(tenon::Decimal::parse("11.75")));
        CHECK(dogs.find(tenon::field("age") > 9).max("age").is_empty());
        CHECK(dogs.find().order_by("age").pluck("name") == std::vector<tenon::Value>{"Rex", "Ace"});
        CHECK(dogs.find().order_by("age").pluck("price").at(1) == tenon::Value(tenon::Decimal::parse("1.25")));
        CHECK_THROWS_AS((void)dogs.find().limit(1).sum("age"), tenon::QueryError);
        CHECK_THROWS_AS((void)dogs.find().pluck("nmae"), tenon::QueryError);
    });
}

TEST_CASE("explain shows the statement, and how its rows are found") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        const std::string by_mail = people.find(f<&Person::email> == "a@example.com").explain();
        const std::string sorted = people.find().order_by(f<&Person::score>).select(f<&Person::name>).explain();
        if (db.backend() == "memory") {
            CHECK(by_mail.ends_with("\n-- SEARCH people BY INDEX people_email_unique, 0 rows"));
            CHECK(sorted == "select Person giving name\norder by score\n-- READ all of people, 4 rows\n-- SORT");
        } else {
            CHECK(by_mail.ends_with("\n-- SEARCH t0 USING INDEX people_email_unique (email=?)"));
            CHECK(sorted == "select t0.\"name\"\nfrom \"people\" as t0\norder by t0.\"score\"\n-- SCAN t0\n"
                            "-- USE TEMP B-TREE FOR ORDER BY");
            const std::string nested = people.find(f<&Person::books>.any(f<&Book::pages> > 3)).explain();
            CHECK(nested.find("\n-- CORRELATED SCALAR SUBQUERY 1\n--   SEARCH t1 USING INDEX") != std::string::npos);
        }
        CHECK(tenon::Query<Person>(people.find()).explain() == people.find().explain());
        auto dogs = db.define("Dog", {{"name", {.type = tenon::types::text, .unique = true}}});
        db.sync();
        CHECK(dogs.find(tenon::field("name") == "Rex").explain().find("INDEX dogs_name_unique") != std::string::npos);
        db.transaction([&](tenon::Transaction& tx) { CHECK(!tx.model<Person>().find().explain().empty()); });
    });
}

TEST_CASE("a statement that takes longer than its timeout is stopped") {
    on_each([](const tenon::Database& db) {
        db.sync<Person, Book>();
        std::vector<Person> many(600);
        for (std::size_t i = 0; i < many.size(); ++i) {
            many[i].name = "N" + std::to_string(i);
            many[i].email = many[i].name + "@example.com";
        }
        const auto people = db.model<Person>();
        const auto made = people.insert_many(std::move(many));
        std::vector<Book> books;
        for (int i = 0; i < 300; ++i)
            books.push_back({.author = made[0].id, .title = "T" + std::to_string(i), .pages = i});
        db.model<Book>().insert_many(std::move(books));
        // A condition that no index helps, on each pair.
        const auto slow = people.find(!tenon::exists(db.model<Book>().find(f<&Book::title>.matches("^.*x.*y.*$"))) &&
                                      f<&Person::name>.matches("^.*q.*$"));
        CHECK_THROWS_AS((void)slow.timeout(1ns).all(), tenon::StatementTimeout);
        CHECK_THROWS_AS((void)tenon::Query<Person>(people.find()).timeout(1ns).count(), tenon::StatementTimeout);
        CHECK_THROWS_AS((void)people.find(f<&Person::age> > 3).timeout(1ns).update(f<&Person::age> = 4),
                        tenon::StatementTimeout);
        CHECK(people.find().timeout(60s).count() == 600);
        CHECK(people.find().timeout(60s).limit(3).all().size() == 3);
        CHECK_THROWS_AS((void)people.find().timeout(0s), tenon::QueryError);
        CHECK_THROWS_AS((void)people.find().timeout(-1s), tenon::QueryError);
        CHECK(people.count() == 600);
        CHECK_THROWS_AS(([&] {
                            for (const Person& person : people.find().timeout(30ms).stream(1)) {
                                std::this_thread::sleep_for(5ms);
                                CHECK(person.id > 0);
                            }
                        }()),
                        tenon::StatementTimeout);
        CHECK(people.count() == 600);
        // What is read under a timeout lives longer.
        auto tracked = people.find().order_by(f<&Person::id>).limit(1).timeout(5s).edit();
        tracked[0]->age = 3;
        CHECK(tracked[0].save());
        auto dogs = db.define("Dog", {{"name", {.type = tenon::types::text}}});
        db.sync();
        dogs.create({{"name", "Rex"}});
        CHECK_THROWS_AS((void)dogs.find().timeout(1ns).all(), tenon::StatementTimeout);
        CHECK(dogs.find().timeout(5s).all().size() == 1);
    });
}

TEST_CASE("another thread stops a query") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        const tenon::Cancellation late;
        late.cancel();
        CHECK(late.is_cancelled());
        CHECK_THROWS_AS((void)people.find().cancelled_by(late).all(), tenon::StatementCancelled);
        CHECK_THROWS_AS(people.find(f<&Person::active>).cancelled_by(late).update(f<&Person::age> = 4),
                        tenon::StatementCancelled);
        CHECK(people.count(f<&Person::age> == 4) == 0);
        const tenon::Cancellation stop;
        CHECK(people.find().cancelled_by(stop).timeout(60s).count() == 4);
        // A stream that would take for ever.
        std::thread other([&] {
            std::this_thread::sleep_for(20ms);
            stop.cancel();
        });
        CHECK_THROWS_AS(([&] {
                            for (;;)
                                for (const Person& person :
                                     tenon::Query<Person>(people.find()).cancelled_by(stop).stream(1))
                                    CHECK(person.id > 0);
                        }()),
                        tenon::StatementCancelled);
        other.join();
        CHECK(people.count() == 4);
        auto dogs = db.define("Dog", {{"name", {.type = tenon::types::text}}});
        db.sync();
        CHECK_THROWS_AS((void)dogs.find().cancelled_by(late).all(), tenon::StatementCancelled);
    });
}

TEST_CASE("a long statement of SQLite's is stopped in its midst") {
    const tenon::Database db = tenon::open("sqlite::memory:");
    four_people(db);
    db.execute(
        "insert into people (name, email, score, active, mood, home, tags, created_at, updated_at) "
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000) "
        "select 'N', 'n' || i || '@example.com', 0, 1, 'calm', '{\"city\":\"\",\"zip\":null}', '[]', 0, 0 from n");
    const auto people = db.model<Person>();
    const auto pairs = people.find(f<&Person::name>.matches("^(a|b|c)*x$") || f<&Person::email>.matches("^.*x.*y$"));
    const tenon::Cancellation stop;
    std::thread other([&] {
        std::this_thread::sleep_for(1ms);
        stop.cancel();
    });
    CHECK_THROWS_AS(([&] {
                        for (;;) (void)pairs.cancelled_by(stop).count();
                    }()),
                    tenon::StatementCancelled);
    other.join();
    CHECK_THROWS_AS((void)pairs.timeout(2us).count(), tenon::StatementTimeout);
    // Nothing of it is left on the connection.
    CHECK(db.check<Person>().empty());
    CHECK(people.count() == 20'004);
}

TEST_CASE("a comment is in the statement's text, and can't end itself") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        Statements statements(db);
        CHECK(people.find(f<&Person::age> > 20).comment("the list of adults").all().size() == 2);
        CHECK(statements.texts().back().ends_with(" /* the list of adults */"));
        for (const char* text : {"*/ drop table people; --", "/*+ hint */", "a\nb\r\n", "--x", "?:1$2", "%",
                                 "\xff\xC3\xA9", "'\"`", "*", "/", "#", "!50000 x", "a*/b"}) {
            CHECK(people.find(f<&Person::age> > 20).comment(text).count() == 2);
            const std::string sent = statements.texts().back();
            CHECK(sent.find("*/") == sent.size() - 2);
            CHECK(sent.find("/*") == sent.rfind("/* "));
            for (const char bad : {'\n', '\r', ';', '\'', '"', '#', '!', '`', '\\'})
                CHECK(sent.substr(sent.find("/*")).find(bad) == std::string::npos);
            CHECK(sent.find("--") == std::string::npos);
        }
        CHECK(people.find(f<&Person::age> > 20).comment("x").update(f<&Person::age> = f<&Person::age> + 1) == 2);
        CHECK(people.find(f<&Person::age> > 20).comment("x").to_sql().ends_with(" /* x */"));
        CHECK(people.find(f<&Person::age> > 20).comment("").to_sql() == people.find(f<&Person::age> > 20).to_sql());
        const tenon::Query<Person> query = people.find();
        CHECK(query.comment("y").order_by(f<&Person::name>).page(2).items.size() == 2);
        CHECK(statements.texts().back().ends_with(" /* y */"));
        CHECK(query.order_by(f<&Person::name>).page(2).items.size() == 2);
        CHECK(!statements.texts().back().ends_with(" /* y */"));
        CHECK_THROWS_AS((void)query.comment(std::string(1'001, 'x')), tenon::QueryError);
        auto dogs = db.define("Dog", {{"name", {.type = tenon::types::text}}});
        db.sync();
        CHECK(dogs.find().comment("dogs").to_sql().ends_with(" /* dogs */"));
    });
}
