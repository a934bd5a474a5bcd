// What a mistake says: the sentence must tell what to change.

#include <fstream>

#include "support/messages.hpp"
#include "support/people.hpp"

using namespace backends;

namespace {

struct Old {
    std::int64_t id = 0;
    std::string name{};
};
struct Changed {
    std::int64_t id = 0;
    std::int64_t name = 0;
    bool fresh = false;
};
void describe(tenon::Schema<Changed>& changed) { changed.table("olds"); }

struct Shop {
    std::int64_t id = 0;
    std::string name{};
};
struct Order {
    std::int64_t id = 0;
    tenon::Ref<Shop> shop{};
    std::string note{};
};

struct NoKey {
    int number = 0;
};

}  // namespace

TEST_CASE("URLs that can't be are refused with the part that is wrong") {
    const auto open = [](const std::string& url) {
        return message_of<tenon::ConfigurationError>([&] { (void)tenon::open(url); });
    };
    CHECK(says(open("app.db"), {"begins with its kind", "sqlite:app.db"}));
    CHECK(says(open("postgress://x:secret@host/db"), {"No database is known", "sqlite:"}));
    CHECK(open("postgress://x:secret@host/db").find("secret") == std::string::npos);
    CHECK(says(open("sqlite:"), {"names no file"}));
    CHECK(says(open("sqlite://app.db"), {"sqlite:app.db", "sqlite:/srv/app.db"}));
    CHECK(says(open("sqlite:///srv/app.db"), {"without slashes of its own"}));
    for (const char* url : {"sqlite:memory:", "sqlite::memory", "sqlite:memory"})
        CHECK(says(open(url), {"write sqlite::memory:", "sqlite:./"}));
    CHECK(says(open("memory:x"), {"takes no name", "sqlite::memory:"}));
    CHECK(says(open("sqlite:x.db?busytimeout=5"), {"busytimeout", "did you mean `busy_timeout`?"}));
    CHECK(says(open("sqlite:x.db?busy_timeout=soon"), {"busy_timeout", "milliseconds"}));
    CHECK(says(open("sqlite:x.db?mode=write"), {"mode", "rwc"}));
    CHECK(says(open("sqlite:x.db?mode"), {"name=value"}));
}

TEST_CASE("files that can't be opened say why") {
    const TemporaryFolder folder;
    const auto open = [](const std::string& url) {
        return message_of<tenon::ConnectionError>([&] { (void)tenon::open(url); });
    };
    CHECK(says(open("sqlite:" + folder.file("no/such/app.db")), {"no/such"}));
    CHECK(says(open("sqlite:" + folder.file("missing.db") + "?mode=rw"), {"missing.db"}));
    std::ofstream(folder.file("text.db")) << std::string(5000, 'x');
    CHECK(says(open("sqlite:" + folder.file("text.db")), {"not an SQLite database"}));
}

TEST_CASE("a table that differs is a SchemaError with the list, and nothing is changed") {
    on_each([](const tenon::Database& db) {
        db.sync<Old>();
        (void)db.model<Old>().create({.name = "kept"});
        const std::string message = message_of<tenon::SchemaError>([&] {
            const auto again = db;
            again.sync<Old>();  // the same again is fine
            throw tenon::SchemaError("fine");
        });
        CHECK(message == "fine");
    });
    const TemporaryFolder folder;
    const std::string url = "sqlite:" + folder.file("old.db");
    (void)[&] {
        const auto db = tenon::open(url);
        db.sync<Old>();
        return db.model<Old>().create({.name = "kept"});
    }
    ();
    const auto db = tenon::open(url);
    CHECK(says(message_of<tenon::SchemaError>([&] { db.sync<Changed>(); }),
               {"nothing was changed", "olds.fresh is missing", "olds.name", "force"}));
    CHECK(db.query<std::string>("select name from olds") == std::vector<std::string>{"kept"});
    db.sync<Changed>({.force = true});
    CHECK(db.model<Changed>().count() == 0);
}

TEST_CASE("a model that can't be is refused when it is named") {
    on_each([](const tenon::Database& db) {
        CHECK(says(message_of<tenon::SchemaError>([&] { (void)db.model<NoKey>(); }), {"NoKey", "no key", "id"}));
        CHECK(says(message_of<tenon::SchemaError>([&] {
                       (void)db.model<Old>();
                       (void)db.model<Changed>();
                   }),
                   {"Changed", "same table `olds`"}));
        CHECK(says(message_of<tenon::SchemaError>([&] { tenon::open("memory:").sync(); }), {"no model is registered"}));
    });
}

TEST_CASE("a table that was never made says to call sync") {
    on_each([](const tenon::Database& db) {
        try {
            (void)db.model<Old>().count();
            FAIL("nothing was thrown");
        } catch (const tenon::SchemaError& error) {
            CHECK(says(error.what(), {"db.sync<Old>()", "olds"}));
            CHECK(error.model() == "Old");
        }
    });
}

TEST_CASE("a reference to nothing, and a row that others refer to, are ForeignKeyViolations that name the relation") {
    on_each([](const tenon::Database& db) {
        db.sync<Shop, Order>();
        const auto orders = db.model<Order>();
        CHECK(says(message_of<tenon::ForeignKeyViolation>([&] { (void)orders.create({.note = "no shop"}); }),
                   {"Order: ", "shop", "refers to a", "that doesn't exist"}));
        const Shop shop = db.model<Shop>().create({.name = "a"});
        (void)orders.create({.shop = shop, .note = "b"});
        CHECK(says(message_of<tenon::ForeignKeyViolation>([&] { db.model<Shop>().remove(f<&Shop::id> == shop.id); }),
                   {"Shop: ", "still refer to the row"}));
        CHECK(says(message_of<tenon::ForeignKeyViolation>([&] { db.model<Shop>().edit(shop.id).remove(); }),
                   {"Shop: ", "still refer to the row"}));
        CHECK(db.model<Shop>().count() == 1);
    });
}

TEST_CASE("a ValidationError lists what is wrong, and with which object") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        CHECK(message_of<tenon::ValidationError>([&] {
                  (void)people.create({.name = "", .email = "x@example.com", .age = -1});
              }) == "Person is not valid: `name` is required; `age` must be at least 0.");
        CHECK(message_of<tenon::ValidationError>([&] {
                  (void)people.insert_many({{.name = "a", .email = "a@example.com"}, {.email = "b@example.com"}});
              }) == "Person is not valid: `1.name` is required.");
    });
}

TEST_CASE("save of an object that has no row says what stores one") {
    on_each([](const tenon::Database& db) {
        db.sync<Old>();
        CHECK(message_of<tenon::NotFound>([&] { (void)db.model<Old>().save({.name = "new"}); }) ==
              "save(): no Old has this key. create() stores a new object.");
    });
}

TEST_CASE("a locked database is a StatementTimeout after its busy timeout") {
    const TemporaryFolder folder;
    const std::string url = "sqlite:" + folder.file("locked.db") + "?busy_timeout=50";
    const auto first = tenon::open(url);
    const auto second = tenon::open(url);
    first.sync<Old>();
    first.transaction([&](tenon::Transaction&) {
        const std::string message =
            message_of<tenon::StatementTimeout>([&] { (void)second.model<Old>().create({.name = "x"}); });
        CHECK(says(message, {"locked"}));
    });
    CHECK(second.model<Old>().create({.name = "x"}).id == 1);
}

TEST_CASE("raw SQL reads by name and tells what is missing") {
    struct Row {
        std::string name;
        std::optional<int> age;
    };
    struct Other {
        std::string name;
        int years;
    };
    const auto db = tenon::open("sqlite::memory:");
    four_people(db);
    const auto rows = db.query<Row>("select age, name from people where age > ? order by name", 18);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].name == "Ada");
    CHECK(rows[1].age == 64);
    CHECK(db.query<std::int64_t>("select count(*) from people").front() == 4);
    CHECK(db.execute("update people set score = ? where name = ?", 5.5, "Ada") == 1);
    CHECK(says(message_of<tenon::QueryError>([&] { (void)db.query<Other>("select name, age from people"); }),
               {"`years`", "as years"}));
    CHECK(says(message_of<tenon::QueryError>([&] { (void)db.query<int>("select 1, 2"); }), {"2 columns"}));
    CHECK_THROWS_AS((void)db.query<int>("select 1; select 2"), tenon::QueryError);
    CHECK_THROWS_AS((void)db.query<int>("select ?"), tenon::QueryError);
    CHECK_THROWS_AS((void)db.query<int>("selec 1"), tenon::QueryError);
    CHECK_THROWS_AS((void)db.query<int>("select age from people where name = 'Bob'"), tenon::CastError);
    CHECK_THROWS_AS((void)tenon::open("memory:").query<int>("select 1"), tenon::Unsupported);
    db.transaction([](tenon::Transaction& tx) {
        CHECK(tx.query<std::int64_t>("select count(*) from people").front() == 4);
        CHECK(tx.execute("delete from people") == 4);
    });
}

TEST_CASE("values are never in statements, and secrets never in messages") {
    const auto db = tenon::open("sqlite::memory:");
    std::string texts;
    db.on_statement([&](const tenon::StatementEvent& event) { texts += event.text; });
    four_people(db);
    (void)db.model<Person>().count(f<&Person::name> == "hunter2' or 1=1 --");
    CHECK(texts.find("hunter2") == std::string::npos);
    const std::string message = message_of<tenon::UniqueViolation>(
        [&] { (void)db.model<Person>().create({.name = "hunter2", .email = "ada@example.com"}); });
    CHECK(message.find("hunter2") == std::string::npos);
    CHECK(message.find("ada@example.com") == std::string::npos);
}
