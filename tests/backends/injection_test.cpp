// What hostile users send: as values, names and patterns. The text of each statement is what a harmless value gives, and the
// table beside stays as it is. (reliability A1, A2, A5, A8, A15, A17, A20; rig R5)

#include <chrono>
#include <map>
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
