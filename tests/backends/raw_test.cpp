// The user's own SQL: on the backends that have any, alike; on the others, refused.

#include "support/backends.hpp"
#include "support/messages.hpp"

using namespace backends;
using tenon::named;

namespace raw_test {

struct City {
    std::int64_t id = 0;
    std::string name{};
    std::optional<std::int32_t> people{};
};

struct Line {
    std::string name{};
    std::optional<std::int32_t> people{};
};

tenon::Database with_cities(tenon::Database db) {
    db.sync<City>();
    db.model<City>().insert_many({{.name = "Bath", .people = 90}, {.name = "Rome", .people = 2800}, {.name = "Ur"}});
    return db;
}

template <class Test>
void on_each_with_sql(Test test) {
    on_each([&](const tenon::Database& db) {
        if (db.backend() != "memory") test(with_cities(db));
    });
}

using Names = std::vector<std::string>;

}  // namespace raw_test

using namespace raw_test;

TEST_CASE("values are bound by name, wherever and however often the name stands") {
    on_each_with_sql([](const tenon::Database& db) {
        const auto rows = db.query<Line>("select name, people from cities where people > :least and name <> :name and "
                                         "(:name <> '' or people > :least)",
                                         named("name", "Rome"), named("least", 10));
        REQUIRE(rows.size() == 1);
        CHECK(rows[0].name == "Bath");
        CHECK(rows[0].people == 90);
        CHECK(db.execute("update cities set people = :people where name = :name", named("people", std::optional<int>()),
                         named("name", std::string("Bath"))) == 1);
        CHECK(db.query<std::int64_t>("select count(*) from cities where people is null").front() == 2);
    });
}

TEST_CASE("what stands in literals, quoted names, comments and casts is no placeholder") {
    on_each_with_sql([](const tenon::Database& db) {
        const auto rows = db.query<std::string>(
            "select ':a ? it''s' || \"name\" -- :b ?\n from cities /* :c ? */ where name = :name", named("name", "Ur"));
        CHECK(rows == Names{":a ? it'sUr"});
        CHECK(db.query<std::string>("select '?' || name || ':x' from cities where name = ?", "Ur") == Names{"?Ur:x"});
    });
}

TEST_CASE("names without values, values without names, and both ways at once are one clear error") {
    on_each_with_sql([](const tenon::Database& db) {
        const auto refusal = [&](auto call) { return message_of<tenon::QueryError>([&] { call(); }); };
        CHECK(refusal([&] {
                  (void)db.query<Line>("select * from cities where name = :name and people = :peple", named("name", 1),
                                       named("people", 2));
              }) == "The SQL has the placeholder :peple, but no value of that name is given: add "
                    "tenon::named(\"peple\", …).");
        CHECK(refusal([&] { db.execute("delete from cities where id = :id", named("id", 1), named("age", 2)); }) ==
              "A value is given by the name :age, which is no placeholder of the SQL.");
        CHECK(refusal([&] { db.execute("delete from cities where id = :id", named("id", 1), named("id", 2)); }) ==
              "The value :id is given twice.");
        CHECK(refusal([&] { db.execute("delete from cities where id = ? or id = :id", named("id", 1)); }) ==
              "The SQL has the placeholder ?, but its values are given by name: write :name for each.");
        CHECK(refusal([&] { db.execute("delete from cities where id = :id", 1); }) ==
              "The SQL has the placeholder :id, so give its values by name: tenon::named(\"id\", …).");
        CHECK(db.model<City>().count() == 3);
    });
}

TEST_CASE("rows go into tuples by the columns' order") {
    on_each_with_sql([](const tenon::Database& db) {
        using Row = std::tuple<std::string, std::optional<std::int32_t>, bool>;
        const auto rows = db.query<Row>("select name, people, people > 100 from cities where id < ? order by id", 3);
        CHECK(rows == std::vector<Row>{{"Bath", 90, false}, {"Rome", 2800, true}});
        CHECK(message_of<tenon::QueryError>([&] { (void)db.query<Row>("select name, people from cities"); }) ==
              "The SQL gives 2 columns where a tuple of 3 is read.");
    });
}

TEST_CASE("a single column gives values, empties too when they are optional") {
    on_each_with_sql([](const tenon::Database& db) {
        CHECK(db.query<std::optional<std::int32_t>>("select people from cities order by id") ==
              std::vector<std::optional<std::int32_t>>{90, 2800, std::nullopt});
        CHECK(db.query<bool>("select people is null from cities order by id") == std::vector<bool>{false, false, true});
        CHECK_THROWS_AS((void)db.query<std::int32_t>("select people from cities"), tenon::CastError);
        CHECK(message_of<tenon::QueryError>([&] { (void)db.query<int>("select id, people from cities"); }) ==
              "The SQL gives 2 columns where one value is read: select one, or read into a struct.");
    });
}

TEST_CASE("rows without a struct have their columns' names and values") {
    on_each_with_sql([](const tenon::Database& db) {
        const auto rows =
            db.query<tenon::RawRow>("select name, people, 1 as x, 2 as x from cities where id = :id", named("id", 3));
        REQUIRE(rows.size() == 1);
        const tenon::RawRow& row = rows[0];
        CHECK(Names(row.names().begin(), row.names().end()) == Names{"name", "people", "x", "x"});
        CHECK(row["name"] == tenon::Value("Ur"));
        CHECK(row["people"].is_empty());
        CHECK(row[3] == tenon::Value(2));
        CHECK(message_of<tenon::QueryError>([&] { (void)row["nmae"]; }) == "The row has no column `nmae`.");
        CHECK(message_of<tenon::QueryError>([&] { (void)row["x"]; }) ==
              "The row has several columns `x`: name one of them by `as …`.");
        CHECK(message_of<tenon::QueryError>([&] { (void)row[4]; }) ==
              "The row has 4 columns; number 4, counted from 0, is none of them.");
        CHECK(tenon::RawRow().names().empty());
    });
}

TEST_CASE("a transaction has the same calls") {
    on_each_with_sql([](const tenon::Database& db) {
        db.transaction([](const tenon::Transaction& tx) {
            CHECK(tx.execute("delete from cities where name = :name", named("name", "Ur")) == 1);
            CHECK(tx.query<std::tuple<std::int64_t>>("select count(*) from cities").front() == std::tuple(2));
            CHECK(tx.query<tenon::RawRow>("select name from cities where id = ?", 1).front()[0] ==
                  tenon::Value("Bath"));
            CHECK(tx.execute_script("delete from cities where id = 1; delete from cities where id = 2") == 2);
        });
        CHECK(db.model<City>().count() == 0);
    });
}

TEST_CASE("SQL that begins or ends a transaction is refused, and the way is named") {
    on_each_with_sql([](const tenon::Database& db) {
        const std::string sentence =
            "The SQL begins or ends a transaction or a savepoint, and its connection goes back to the pool behind it: "
            "use "
            "db.transaction([](tenon::Transaction& tx) { … }), and inside of it tx.transaction(…) for a savepoint.";
        const auto refusal = [&](auto call) { return message_of<tenon::QueryError>([&] { call(); }); };
        CHECK(refusal([&] { db.execute("begin"); }) == sentence);
        CHECK(refusal([&] { db.execute(" -- now\n Begin immediate transaction"); }) == sentence);
        CHECK(refusal([&] { db.execute("commit"); }) == sentence);
        CHECK(refusal([&] { db.execute("end"); }) == sentence);
        CHECK(refusal([&] { db.execute("rollback"); }) == sentence);
        CHECK(refusal([&] { db.execute("savepoint one"); }) == sentence);
        CHECK(refusal([&] { (void)db.query<tenon::RawRow>("release one"); }) == sentence);
        CHECK(refusal([&] { db.execute_script("begin; delete from cities; commit", {.in_transaction = false}); }) ==
              sentence);
        db.transaction([&](const tenon::Transaction& tx) {
            tx.execute("delete from cities where id = 1");
            CHECK(refusal([&] { tx.execute("commit"); }) == sentence);
            CHECK(refusal([&] { tx.execute("rollback to tenon_1"); }) == sentence);
        });
        CHECK(db.model<City>().count() == 2);
        db.transaction([](const tenon::Transaction& tx) { CHECK(tx.execute("delete from cities") == 2); });
    });
}

TEST_CASE("a script runs its statements, all or none") {
    on_each_with_sql([](const tenon::Database& db) {
        CHECK(db.execute_script(R"(
            -- semicolons in texts; and in comments; end nothing
            create table notes (text text);
            insert into notes values ('a;b');
            create trigger twice after insert on notes when new.text <> 'c' begin
                insert into notes values ('c');
            end;;
            insert into notes values ('d')
        )") == 4);
        CHECK(db.query<std::string>("select text from notes order by text") == Names{"a;b", "c", "d"});
        CHECK_THROWS_AS(db.execute_script("delete from notes; insert into nowhere values (1);"), tenon::QueryError);
        CHECK(db.query<std::int64_t>("select count(*) from notes").front() == 3);
        CHECK_THROWS_AS(db.execute_script("delete from notes where text = 'c'; nonsense", {.in_transaction = false}),
                        tenon::QueryError);
        CHECK(db.query<std::int64_t>("select count(*) from notes").front() == 2);
        CHECK_NOTHROW(db.execute_script("vacuum; analyze", {.in_transaction = false}));
        CHECK(message_of<tenon::QueryError>([&] { db.execute_script(" -- nothing\n ; "); }) ==
              "The text holds no SQL statement.");
        CHECK_THROWS_AS(db.execute("delete from notes; delete from cities"), tenon::QueryError);
        CHECK_THROWS_AS(db.execute_script("delete from notes where text = ?"), tenon::QueryError);
    });
}

TEST_CASE("memory: refuses SQL in every form") {
    const auto db = with_cities(tenon::open("memory:"));
    CHECK_THROWS_AS((void)db.query<Line>("select * from cities"), tenon::Unsupported);
    CHECK_THROWS_AS((void)db.query<tenon::RawRow>("select * from cities where id = :id", named("id", 1)),
                    tenon::Unsupported);
    CHECK_THROWS_AS(db.execute("delete from cities"), tenon::Unsupported);
    CHECK_THROWS_AS(db.execute_script("delete from cities; delete from cities"), tenon::Unsupported);
    CHECK(db.model<City>().count() == 3);
}
