// Calls of the database's own functions by name.

#include "support/backends.hpp"
#include "support/messages.hpp"

using namespace backends;
using tenon::fn, tenon::field;
namespace types = tenon::types;

namespace database_function_test {

struct Word {
    std::int64_t id = 0;
    std::string text{};
    std::optional<std::int32_t> weight{};
};

struct Found {
    std::string text{};
    std::int64_t place = 0;
};

void some_words(const tenon::Database& db) {
    db.sync<Word>();
    db.model<Word>().insert_many(
        {{.text = "banana", .weight = 3}, {.text = "Cherry"}, {.text = "it's a ?", .weight = -2}});
}

using Texts = std::vector<std::string>;

}  // namespace database_function_test

using namespace database_function_test;

TEST_CASE("a function of the database's own is a condition, a value and an order") {
    on_each([](const tenon::Database& db) {
        if (db.backend() == "memory") return;
        some_words(db);
        const auto words = db.model<Word>();
        const auto place = fn<std::int64_t, "instr">(f<&Word::text>, "a");
        CHECK(words.count(place > 0) == 2);
        CHECK(words.find(place == 2).one().text == "banana");
        CHECK(words.find(fn<std::int64_t, "instr">(f<&Word::text>, "'s a ?") > 0).one().weight == -2);
        const auto rows = words.find(place > 0).order_by(place.desc()).select<Found>(f<&Word::text>, place).all();
        REQUIRE(rows.size() == 2);
        CHECK(rows[0].place == 6);
        CHECK(words.find().order_by(fn<std::string, "lower">(f<&Word::text>)).select(f<&Word::text>).all() ==
              Texts{"banana", "Cherry", "it's a ?"});
        CHECK(words.find(fn<std::int64_t, "abs">(f<&Word::weight>) == 2).count() == 1);
        CHECK(words.find(!(fn<std::int64_t, "abs">(f<&Word::weight>) == 2)).count() == 2);
        CHECK(words.find(fn<std::optional<std::int64_t>, "nullif">(f<&Word::weight>, 3).is_empty()).count() == 2);
        CHECK(words.find(fn<std::string, "sqlite_version">() != "").count() == 3);
        CHECK(words.find(fn<std::string, "upper">(fn<std::string, "substr">(f<&Word::text>, 1, 3)) == "BAN").count() ==
              1);
        CHECK(words.update(f<&Word::id> == 1, f<&Word::text> = fn<std::string, "replace">(f<&Word::text>, "an", "")) ==
              1);
        CHECK(words.get(1).text == "ba");
        const std::string message =
            message_of<tenon::QueryError>([&] { (void)words.count(fn<bool, "no_such_function">(f<&Word::id>)); });
        CHECK(message.find("no_such_function") != std::string::npos);
    });
}

TEST_CASE("run-time models call functions of the database's own") {
    on_each([](const tenon::Database& db) {
        if (db.backend() == "memory") return;
        some_words(db);
        const auto words = db.define("Term", {{"text", {.type = types::text}}});
        db.sync();
        words.create({{"text", "banana"}});
        CHECK(words.find(fn(types::int64, "instr", field("text"), "a") == 2).count() == 1);
        CHECK(words.find(fn(types::text, std::string("upper"), field("text")) == "BANANA").count() == 1);
        CHECK(words.find().select({{"part", fn(types::text, "substr", field("text"), 1, 2)}}).one()["part"] ==
              tenon::Value("ba"));
    });
}

TEST_CASE("a name that is no function's is refused before there is a statement") {
    for (const char* name : {"", "1abs", "abs(", "a b", "abs;", "abs--", "a'b", "a\"b", "`abs`", "a.", ".a", "a..b",
                             "[a]", "ab\xC3\xA9", "a/*", "a\nb", "lower)||(", "a\\"}) {
        CAPTURE(name);
        CHECK(message_of<tenon::QueryError>([&] { (void)fn(types::int64, name, field("text")); }) ==
              "fn() takes the name of a function, of letters, digits and _.");
    }
    CHECK_THROWS_AS((void)fn(types::int64, std::string(64, 'a')), tenon::QueryError);
    CHECK_THROWS_AS((void)fn(types::int64, std::string_view("a\0b", 3)), tenon::QueryError);
    CHECK_NOTHROW((void)fn(types::int64, "pg_catalog.length", field("text")));
}

TEST_CASE("what a function is given never becomes part of the statement") {
    on_each([](const tenon::Database& db) {
        if (db.backend() == "memory") return;
        some_words(db);
        const auto words = db.model<Word>();
        const auto asked = [&](std::string part) {
            return words.find(fn<std::int64_t, "instr">(f<&Word::text>, std::move(part)) > 0);
        };
        const std::string text = asked("a").to_sql();
        for (const char* part : {"'", "\"", "') or 1=1 --", "?", ":name", "\\", ";", "/*"}) {
            CAPTURE(part);
            CHECK(asked(part).to_sql() == text);
            CHECK(asked(part).count() == ((std::string_view(part) == "'" || std::string_view(part) == "?") ? 1 : 0));
        }
        CHECK(words.count() == 3);
    });
}

TEST_CASE("memory: has no functions to call") {
    const auto db = tenon::open("memory:");
    some_words(db);
    CHECK(message_of<tenon::Unsupported>(
              [&] { (void)db.model<Word>().count(fn<std::int64_t, "instr">(f<&Word::text>, "a") > 0); }) ==
          "memory can't do fragments of SQL and functions of the database's own in queries exactly; say it by f<…> and "
          "its functions, or compute it in C++");
}
