// What hostile users send: as values, names and patterns. The text of each statement is what a harmless value gives, and the
// table beside stays as it is. (reliability A1, A2, A5, A8, A15, A17, A20; rig R5)

#include <algorithm>
#include <chrono>
#include <limits>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "support/backends.hpp"
#include "support/statements.hpp"

using namespace backends;
using tenon::field;
namespace types = tenon::types;

namespace {

struct Canary {
    std::int64_t id = 0;
    std::string secret{};
};

struct Post {
    std::int64_t id = 0;
    std::string title{};
    std::vector<std::string> tags{};
    std::map<std::string, std::string> marks{};
    std::optional<std::string> note{};
};

const std::vector<std::string> payloads{"'",
                                        "\"",
                                        "`",
                                        "]",
                                        "\\",
                                        ";",
                                        "--",
                                        "/*",
                                        "*/",
                                        "' or '1'='1",
                                        "\"; drop table canaries; --",
                                        "x' union select secret from canaries --",
                                        "%",
                                        "_",
                                        "%' escape '",
                                        "\\' or 1=1 --",
                                        "$.a",
                                        "$[0]",
                                        "a.b",
                                        "?",
                                        ":name",
                                        "$1",
                                        "{\"$ne\":null}",
                                        "$where",
                                        "\xE2\x80\x99",
                                        "\x1B[0m",
                                        "\n",
                                        "\t",
                                        "1;select 1",
                                        "0x27",
                                        "char(39)",
                                        "NULL",
                                        "true",
                                        "0",
                                        "\xF0\x9F\x98\x80",
                                        std::string(5000, '\'')};

/// The texts of the statements that a run sends.
template <class Run>
std::vector<std::string> sent_by(const tenon::Database& db, Run run) {
    const Statements statements(db);
    run();
    return statements.texts();
}

/// Everything that takes a text.
void use(const tenon::Database& db, const std::string& text) {
    const auto posts = db.model<Post>();
    const Post made = posts.create({.title = text, .tags = {text, "b"}, .marks = {{text, text}}, .note = text});
    CHECK(posts.get(made.id).title == text);
    CHECK(posts.get(made.id).marks.at(text) == text);
    CHECK(posts.find(f<&Post::title> == text).count() == 1);
    CHECK(posts.find(f<&Post::note> != text).count() == 0);
    CHECK(posts.find(f<&Post::title>.in(std::vector<std::string>{text, "harmless"})).count() == 1);
    CHECK(posts.find(f<&Post::title>.contains(text)).count() == 1);
    CHECK(posts.find(f<&Post::title>.starts_with(text)).count() == 1);
    CHECK(posts.find(f<&Post::title>.ends_with(text)).count() == 1);
    CHECK(posts.find(f<&Post::tags>.contains(text)).count() == 1);
    CHECK(posts.find(f<&Post::title> > text).count() == 0);
    CHECK(posts.update(f<&Post::title> == text, f<&Post::note> = text + "!") == 1);
    CHECK(posts.find(f<&Post::note> == text + "!").count() == 1);
    CHECK(posts.remove(f<&Post::title> == text) == 1);
}

void require_canary(const tenon::Database& db) {
    const auto canaries = db.model<Canary>();
    REQUIRE(canaries.count() == 1);
    REQUIRE(canaries.get(1).secret == "unread");
}

}  // namespace

TEST_CASE("hostile values change no statement") {
    on_each([](const tenon::Database& db) {
        db.sync<Post, Canary>();
        (void)db.model<Canary>().create({.secret = "unread"});
        const std::vector<std::string> harmless = sent_by(db, [&] { use(db, "harmless text"); });
        for (const std::string& payload : payloads) {
            CAPTURE(payload);
            CHECK(sent_by(db, [&] { use(db, payload); }) == harmless);
            require_canary(db);
        }
    });
}

TEST_CASE("hostile names of tables and columns are quoted exactly, or refused") {
    for (const std::string& payload : payloads) {
        CAPTURE(payload);
        on_each([&](const tenon::Database& db) {
            db.sync<Canary>();
            (void)db.model<Canary>().create({.secret = "unread"});
            try {
                const auto model = db.define("Thing", {{"value", {.type = types::text, .column = payload}}},
                                             {.table = "things " + payload});
                db.sync();
                (void)model.create({{"value", "kept"}});
                CHECK(model.find(field("value") == "kept").order_by("value").count() == 1);
                CHECK(model.update(field("value") == "kept", {{"value", "changed"}}) == 1);
                CHECK(model.find().one()["value"] == tenon::Value("changed"));
            } catch (const tenon::Error& error) {
                CHECK(error.code() != "");
            }
            require_canary(db);
        });
    }
}

TEST_CASE("names that the model hasn't are refused before anything is sent") {
    on_each([](const tenon::Database& db) {
        const auto things = db.define("Thing", {{"name", {.type = types::text}}});
        db.sync();
        for (const std::string& payload : payloads) {
            CAPTURE(payload);
            const auto texts = sent_by(db, [&] {
                CHECK_THROWS_AS((void)things.find(field(payload) == "x").all(), tenon::QueryError);
                CHECK_THROWS_AS((void)things.find().order_by(payload).all(), tenon::QueryError);
                CHECK_THROWS_AS((void)things.create({{payload, "x"}}), tenon::QueryError);
                CHECK_THROWS_AS(things.update(field("name") == "x", {{payload, "x"}}), tenon::QueryError);
            });
            CHECK(texts.empty());
        }
    });
}

TEST_CASE("labels and defaults with quotes come back as they are") {
    on_each([](const tenon::Database& db) {
        const auto things =
            db.define("Thing", {{"kind", {.type = types::enumeration({"it's", "a \"quote\"", "back\\slash"})}},
                                {"name", {.type = types::text, .default_value = "O'Brien \\ \"x\" -- ;"}}});
        db.sync();
        for (const char* label : {"it's", "a \"quote\"", "back\\slash"}) {
            const tenon::Record made = things.create({{"kind", label}});
            CHECK(things.get(made["id"])["kind"] == tenon::Value(label));
            CHECK(made["name"] == tenon::Value("O'Brien \\ \"x\" -- ;"));
            CHECK(things.find(field("kind") == label).count() == 1);
        }
    });
}

TEST_CASE("a pattern that would take for ever elsewhere is matched in time") {
    on_each([](const tenon::Database& db) {
        db.sync<Post>();
        const auto posts = db.model<Post>();
        (void)posts.create({.title = std::string(50, 'a') + "!"});
        const auto begun = std::chrono::steady_clock::now();
        CHECK(posts.find(f<&Post::title>.matches("(a+)+$")).count() == 0);
        CHECK_THROWS_AS((void)posts.find(f<&Post::title>.matches("((a{1000}){1000}){1000}")).count(),
                        tenon::QueryError);
        CHECK_THROWS_AS((void)posts.find(f<&Post::title>.matches(std::string(20'000'000, 'a'))).count(),
                        tenon::QueryError);
        CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(1));
    });
}

TEST_CASE("an update or delete without a condition is refused, also with an empty list") {
    on_each([](const tenon::Database& db) {
        db.sync<Post>();
        const auto posts = db.model<Post>();
        (void)posts.create({.title = "kept"});
        const tenon::Filter<Post> empty;
        CHECK_THROWS_AS(posts.find(empty).remove(), tenon::QueryError);
        CHECK_THROWS_AS(posts.find(empty).update(f<&Post::title> = "x"), tenon::QueryError);
        CHECK(posts.remove(f<&Post::title>.in(std::vector<std::string>())) == 0);
        CHECK(posts.count() == 1);
    });
}

TEST_CASE("conditions on text find what an ordinary search of the same bytes finds") {
    std::mt19937 generator(20);
    const std::vector<std::string> letters{"%", "_", "\\", "a", "A", "'",        "*", "?",
                                           "[", "]", "^",  "-", ".", "\xC3\xA9", "\n"};
    const auto random_text = [&](std::size_t longest) {
        std::string text;
        for (std::size_t left = generator() % (longest + 1); left > 0; --left)
            text += letters[generator() % letters.size()];
        return text;
    };
    std::vector<Post> posts(100);
    for (Post& post : posts) post.title = random_text(6);
    on_each([&](const tenon::Database& db) {
        db.sync<Post>();
        const auto model = db.model<Post>();
        const std::vector<Post> stored = model.insert_many(posts);
        const auto counted = [&](const auto& condition) { return model.count(condition); };
        const auto expected = [&](const auto& matches) {
            return std::count_if(stored.begin(), stored.end(), [&](const Post& post) { return matches(post.title); });
        };
        for (int round = 0; round < 100; ++round) {  // each looks at 100 texts
            const std::string what = random_text(3);
            CAPTURE(what);
            CHECK(counted(f<&Post::title>.contains(what)) ==
                  expected([&](const std::string& text) { return text.find(what) != std::string::npos; }));
            CHECK(counted(f<&Post::title>.starts_with(what)) ==
                  expected([&](const std::string& text) { return text.starts_with(what); }));
            CHECK(counted(f<&Post::title>.ends_with(what)) ==
                  expected([&](const std::string& text) { return text.ends_with(what); }));
        }
    });
}

namespace {

struct Quoted {
    std::int64_t id = 0;
    std::string text = "O'Brien \\ \"x\" -- ;";
    std::optional<std::string> given{};
};
const std::string quotes = "it's a \"quote\" \\ back` */ -- ; $$ E'x' \xE2\x80\x99 %s ? :a";
void describe(tenon::Schema<Quoted>& quoted) {
    quoted.field(f<&Quoted::given>).default_value(quotes).comment(quotes).one_of({quotes, "other"});
    quoted.constraint("quoted", f<&Quoted::text> != "it's \"bad\" \\");
    quoted.comment(quotes);
}

}  // namespace

TEST_CASE("what a table's definition says with quotes and backslashes is what the model says") {
    on_each([](const tenon::Database& db) {
        db.sync<Quoted>();
        db.sync<Quoted>();  // the same: nothing differs
        CHECK(db.check<Quoted>().empty());
        const auto model = db.model<Quoted>();
        const Quoted made = model.get(model.create({}).id);
        CHECK(made.text == "O'Brien \\ \"x\" -- ;");
        CHECK_THROWS_AS((void)model.create({.text = "it's \"bad\" \\"}), tenon::CheckViolation);
        (void)model.create({.text = "it's \"bad\" \\\\", .given = quotes});
        CHECK(model.count(f<&Quoted::given> == quotes) == 2);
        const tenon::Document document{{"it's", "\\ \"x\" --"}};
        const auto things = db.define("Thing", {{"data", {.type = types::json, .default_value = document}}});
        db.sync();
        CHECK(things.get(things.create({})["id"])["data"] == tenon::Value(document));
        if (db.backend() == "memory") return;
        // The database itself has the same defaults and rules.
        db.execute("insert into quoteds (text) values ('by another program')");
        const Quoted other = model.find(f<&Quoted::text> == "by another program").one();
        CHECK(other.given == quotes);
        CHECK_THROWS_AS(db.execute("insert into quoteds (text, given) values ('x', 'y')"), tenon::CheckViolation);
    });
}

TEST_CASE("an update or delete whose conditions are all absent, or of a run-time model without one, is refused") {
    on_each([](const tenon::Database& db) {
        db.sync<Post>();
        const auto posts = db.model<Post>();
        (void)posts.create({.title = "kept"});
        const auto absent = tenon::when(false, f<&Post::title> == "x");
        CHECK_THROWS_AS((void)posts.remove(absent), tenon::QueryError);
        CHECK_THROWS_AS((void)posts.remove(absent && tenon::when(false, f<&Post::id> > 0)), tenon::QueryError);
        CHECK_THROWS_AS((void)posts.update(absent, f<&Post::title> = "x"), tenon::QueryError);
        const auto things = db.define("Thing", {{"name", {.type = types::text}}});
        db.sync();
        (void)things.create({{"name", "kept"}});
        CHECK_THROWS_AS(things.find().remove(), tenon::QueryError);
        CHECK_THROWS_AS(things.find().update("name", field("id")), tenon::QueryError);
        CHECK_THROWS_AS(things.find().update({{"name", "x"}}), tenon::QueryError);
        CHECK(things.remove(field("name").in(std::vector<tenon::Value>())) == 0);
        CHECK(things.remove(field("name").is_empty()) == 0);
        CHECK(posts.count() == 1);
        CHECK(things.find().one()["name"] == "kept");
        CHECK(posts.update(tenon::everything, f<&Post::title> = "changed") == 1);
        CHECK(things.remove(tenon::everything) == 1);
    });
}

TEST_CASE("limits and offsets are numbers to the last one, and none below 0") {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    on_each([](const tenon::Database& db) {
        db.sync<Post>();
        const auto posts = db.model<Post>();
        (void)posts.insert_many({{.title = "a"}, {.title = "b"}, {.title = "c"}});
        const auto all = posts.find().order_by(f<&Post::id>);
        CHECK(all.limit(most).all().size() == 3);
        CHECK(all.offset(most).all().empty());
        CHECK(all.limit(most).offset(2).all().size() == 1);
        CHECK(all.limit(most).offset(most).all().empty());
        CHECK(all.limit(most).offset(1).count() == 2);
        CHECK(all.limit(2).offset(most - 1).count() == 0);
        CHECK(all.limit(most).offset(1).select(f<&Post::title>).all() == std::vector<std::string>{"b", "c"});
        const auto things = db.define("Thing", {{"name", {.type = types::text}}});
        db.sync();
        (void)things.create({{"name", "a"}});
        CHECK(things.find().limit(most).all().size() == 1);
        CHECK(things.find().limit(most).offset(most).count() == 0);
        CHECK_THROWS_AS((void)things.find().limit(-1).all(), tenon::QueryError);
        CHECK_THROWS_AS((void)things.find().offset(-1).all(), tenon::QueryError);
        CHECK_THROWS_AS((void)posts.find().limit(std::numeric_limits<std::int64_t>::min()), tenon::QueryError);
    });
}
