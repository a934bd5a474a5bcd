// Conditions on what stands inside a Json.

#include <limits>

#include "support/backends.hpp"

using namespace backends;
namespace types = tenon::types;
using tenon::field;
using tenon::Json;

namespace {

struct Envelope {
    Json inner{};
};

struct Event {
    std::int64_t id = 0;
    Json data{};
    std::optional<Json> more{};
    Envelope envelope{};
    std::vector<Json> parts{};
};

constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();

void fill(const tenon::Database& db) {
    db.sync<Event>();
    std::vector<Event> events{
        {.data = Json::parse(R"({"user": {"name": "Ada", "age": 36, "on": true, "rate": 1.5, "none": null},
                                 "list": [1, "a"], "a.b": "dot", "$c": "dollar", "it's \"odd\" \\": "quote",
                                 "": "empty", "0": "zero", "é%_": "other", "text": "null"})"),
         .more = Json::parse("[1, 2]"),
         .envelope = {Json::parse(R"({"kind": "letter", "gone": null})")},
         .parts = {Json::parse(R"({"n": 1})"), Json::parse("\"n\""), Json::parse("null")}},
        {.data = Json::parse(R"({"user": {"name": 7, "age": "36", "on": "true", "rate": 2}, "user.name": "Bob"})"),
         .more = Json::parse("\"text\""),
         .envelope = {Json::parse("7")}},
        {.data = Json::parse(R"(["user", {"user": 1}])"), .more = Json::parse("null")},
        {.data = Json::parse("null")},
        {.data = Json::parse(R"({"user": {"age": 36.0, "rate": 9007199254740993}, "low": -9223372036854775808,
                                 "high": 9223372036854775807, "higher": 9223372036854775808, "huge": 1e300,
                                 "whole": 1e2, "part": 0.25})")}};
    (void)db.model<Event>().insert_many(events);
}

using Ids = std::vector<std::int64_t>;
Ids ids_of(const tenon::Database& db, const tenon::Filter<Event>& condition) {
    Ids ids;
    for (const Event& event : db.model<Event>().find(condition).order_by(f<&Event::id>)) ids.push_back(event.id);
    return ids;
}

}  // namespace

TEST_CASE("a part of a Json has a value while it is of the type that is asked for") {
    on_each([](const tenon::Database& db) {
        fill(db);
        CHECK(ids_of(db, f<&Event::data>.text_at("user", "name") == "Ada") == Ids{1});
        CHECK(ids_of(db, f<&Event::data>.text_at("user", "name").is_empty()) == Ids{2, 3, 4, 5});
        CHECK(ids_of(db, f<&Event::data>.text_at("user", "name") != "Ada") == Ids{2, 3, 4, 5});
        CHECK(ids_of(db, f<&Event::data>.text_at("user", "name").starts_with("A")) == Ids{1});
        CHECK(ids_of(db, f<&Event::data>.int64_at("user", "age") == 36) == Ids{1, 5});
        CHECK(ids_of(db, f<&Event::data>.int64_at("user", "age") >= 36) == Ids{1, 5});
        CHECK(ids_of(db, f<&Event::data>.int64_at("user", "name") == 7) == Ids{2});
        CHECK(ids_of(db, f<&Event::data>.text_at("user", "age") == "36") == Ids{2});
        CHECK(ids_of(db, f<&Event::data>.double_at("user", "rate") >= 1.5) == Ids{1, 2, 5});
        CHECK(ids_of(db, f<&Event::data>.int64_at("user", "rate").has_value()) == Ids{2, 5});
        CHECK(ids_of(db, f<&Event::data>.bool_at("user", "on")) == Ids{1});
        CHECK(ids_of(db, !f<&Event::data>.bool_at("user", "on")) == Ids{2, 3, 4, 5});
        CHECK(ids_of(db, f<&Event::data>.bool_at("user", "on") == false).empty());
        CHECK(ids_of(db, f<&Event::data>.text_at("text") == "null") == Ids{1});
        CHECK(ids_of(db, f<&Event::data>.text_at("user", "name", "first").has_value()).empty());
    });
}

TEST_CASE("keys inside a Json are texts as they are, and lead through objects alone") {
    on_each([](const tenon::Database& db) {
        fill(db);
        CHECK(ids_of(db, f<&Event::data>.text_at("a.b") == "dot") == Ids{1});
        CHECK(ids_of(db, f<&Event::data>.text_at("user.name") == "Bob") == Ids{2});
        CHECK(ids_of(db, f<&Event::data>.text_at("$c") == "dollar") == Ids{1});
        CHECK(ids_of(db, f<&Event::data>.text_at("it's \"odd\" \\") == "quote") == Ids{1});
        CHECK(ids_of(db, f<&Event::data>.text_at("") == "empty") == Ids{1});
        CHECK(ids_of(db, f<&Event::data>.text_at("0") == "zero") == Ids{1});
        CHECK(ids_of(db, f<&Event::data>.text_at(std::string("é%_")) == "other") == Ids{1});
        CHECK(ids_of(db, f<&Event::data>.has("list", "0")).empty());
        CHECK(ids_of(db, f<&Event::data>.has("USER")).empty());
    });
}

TEST_CASE("a part of a Json is there, be it null") {
    on_each([](const tenon::Database& db) {
        fill(db);
        CHECK(ids_of(db, f<&Event::data>.has("user")) == Ids{1, 2, 5});
        CHECK(ids_of(db, f<&Event::data>.has("user", "none")) == Ids{1});
        CHECK(ids_of(db, !f<&Event::data>.has("user")) == Ids{3, 4});
        CHECK(ids_of(db, f<&Event::envelope, &Envelope::inner>.has("gone")) == Ids{1});
        CHECK(ids_of(db, f<&Event::more>.has("gone")).empty());
    });
}

TEST_CASE("a part of a Json tells its type") {
    on_each([](const tenon::Database& db) {
        fill(db);
        CHECK(ids_of(db, f<&Event::data>.json_type("user") == "object") == Ids{1, 2, 5});
        CHECK(ids_of(db, f<&Event::data>.json_type("list") == "array") == Ids{1});
        CHECK(ids_of(db, f<&Event::data>.json_type("user", "name") == "text") == Ids{1});
        CHECK(ids_of(db, f<&Event::data>.json_type("user", "age").in({"number", "text"})) == Ids{1, 2, 5});
        CHECK(ids_of(db, f<&Event::data>.json_type("user", "on") == "boolean") == Ids{1});
        CHECK(ids_of(db, f<&Event::data>.json_type("user", "none") == "null") == Ids{1});
        CHECK(ids_of(db, f<&Event::data>.json_type() == "array") == Ids{3});
        CHECK(ids_of(db, f<&Event::data>.json_type() != "object") == Ids{3, 4});
        CHECK(ids_of(db, f<&Event::data>.json_type().is_empty()) == Ids{4});
        CHECK(ids_of(db, f<&Event::more>.json_type() == "array") == Ids{1});
        CHECK(ids_of(db, f<&Event::more>.text_at() == "text") == Ids{2});
        CHECK(ids_of(db, f<&Event::more>.json_type().is_empty()) == Ids{3, 4, 5});
        CHECK(ids_of(db, f<&Event::envelope, &Envelope::inner>.int64_at() == 7) == Ids{2});
        CHECK(ids_of(db, f<&Event::envelope, &Envelope::inner>.text_at("kind") == "letter") == Ids{1});
    });
}

TEST_CASE("numbers inside a Json are exact to the limits") {
    on_each([](const tenon::Database& db) {
        fill(db);
        CHECK(ids_of(db, f<&Event::data>.int64_at("low") == lowest) == Ids{5});
        CHECK(ids_of(db, f<&Event::data>.int64_at("high") == highest) == Ids{5});
        CHECK(ids_of(db, f<&Event::data>.int64_at("high") == highest - 1).empty());
        CHECK(ids_of(db, f<&Event::data>.int64_at("higher").has_value()).empty());
        CHECK(ids_of(db, f<&Event::data>.int64_at("huge").has_value()).empty());
        CHECK(ids_of(db, f<&Event::data>.int64_at("part").has_value()).empty());
        CHECK(ids_of(db, f<&Event::data>.int64_at("whole") == 100) == Ids{5});
        CHECK(ids_of(db, f<&Event::data>.int64_at("user", "rate") == 9'007'199'254'740'993) == Ids{5});
        CHECK(ids_of(db, f<&Event::data>.double_at("higher") == 9223372036854775808.0) == Ids{5});
        CHECK(ids_of(db, f<&Event::data>.double_at("huge") == 1e300) == Ids{5});
    });
}

TEST_CASE("parts of a Json are selected, sorted by, computed with, and looked at in elements") {
    on_each([](const tenon::Database& db) {
        fill(db);
        const auto events = db.model<Event>();
        const auto names = events.find(f<&Event::id> <= 2)
                               .order_by(f<&Event::id>)
                               .select(f<&Event::data>.text_at("user", "name"))
                               .all();
        CHECK(names == std::vector<std::optional<std::string>>{"Ada", std::nullopt});
        const auto rates =
            events.find().order_by(f<&Event::data>.double_at("user", "rate").desc()).select(f<&Event::id>).all();
        CHECK(rates[0] == 5);
        CHECK(rates[1] == 2);
        CHECK(rates[2] == 1);
        CHECK(events.find().aggregate(tenon::sum(f<&Event::data>.int64_at("user", "age"))) == 72);
        CHECK(ids_of(db, f<&Event::data>.int64_at("user", "age") + f<&Event::id> == 37) == Ids{1});
        CHECK(ids_of(db, f<&Event::parts>.any(tenon::element<Json>.int64_at("n") == 1)) == Ids{1});
        CHECK(ids_of(db, f<&Event::parts>.any(tenon::element<Json>.text_at() == "n")) == Ids{1});
        CHECK(events.update(f<&Event::data>.has("list"), f<&Event::data> = Json::parse("{}")) == 1);
    });
}

TEST_CASE("a Json of a run-time model is looked into by keys") {
    on_each([](const tenon::Database& db) {
        const auto events = db.define("Event", {{"data", {.type = types::json}}, {"name", {.type = types::text}}});
        db.sync();
        (void)events.create({{"data", tenon::Document{{"user", tenon::Document{{"name", "Ada"}, {"age", 36}}},
                                                      {"on", true},
                                                      {"rate", 1.5},
                                                      {"gone", tenon::Value()}}},
                             {"name", "a"}});
        (void)events.create({{"data", tenon::Document{{"user", "Bob"}}}, {"name", "b"}});
        CHECK(events.find(field("data").text_at({"user", "name"}) == "Ada").count() == 1);
        CHECK(events.find(field("data").int64_at({"user", "age"}) > 30).count() == 1);
        CHECK(events.find(field("data").double_at({"rate"}) == 1.5).count() == 1);
        CHECK(events.find(field("data").bool_at({"on"})).count() == 1);
        CHECK(events.find(field("data").has({"gone"})).count() == 1);
        CHECK(events.find(field("data").json_type({"user"}) == "text").count() == 1);
        CHECK(events.find(field("data").json_type() == "object").count() == 2);
        CHECK_THROWS_AS((void)events.find(field("name").text_at({"user"}) == "Ada").count(), tenon::QueryError);
        CHECK_THROWS_AS((void)events.find(field("data").int64_at({"a"}) == "Ada").count(), tenon::Error);
    });
}
