// Conditions on what stands inside a Json.

#include <cstdint>
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

// Each number step has a row where a scalar, an object or a shorter array stands in the array's place.
void fill_arrays(const tenon::Database& db) {
    db.sync<Event>();
    std::vector<Event> events{
        {.data = Json::parse(R"({"tags": ["new", 7, null, true, 2.5], "0": "zero", "list": {"0": "in an object"},
                                 "rows": [[1, 2], {"0": "key", "cells": [{"name": "Ada"}]}]})"),
         .more = Json::parse(R"([["deep"]])"),
         .envelope = {Json::parse(R"(["in"])")},
         .parts = {Json::parse("[10, 20]"), Json::parse("20")}},
        {.data = Json::parse(R"({"tags": "new", "rows": {"0": [1]}, "list": 5})"), .more = Json::parse(R"(["deep"])")},
        {.data = Json::parse(R"(["new", {"0": 1}, [9007199254740993]])"), .parts = {Json::parse("[20]")}},
        {.data = Json::parse(R"("new")"), .more = Json::parse(R"("deep")")},
        {.data = Json::parse(R"({"tags": [], "rows": [3, [[4]]]})")},
        {.data = Json::parse("null")}};
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

TEST_CASE("a number leads to that element of an array, and to nothing else") {
    on_each([](const tenon::Database& db) {
        fill_arrays(db);
        CHECK(ids_of(db, f<&Event::data>.text_at("tags", 0) == "new") == Ids{1});
        CHECK(ids_of(db, f<&Event::data>.text_at(0) == "new") == Ids{3});
        CHECK(ids_of(db, f<&Event::data>.has("tags", 0)) == Ids{1});
        CHECK(ids_of(db, !f<&Event::data>.has("tags", 0)) == Ids{2, 3, 4, 5, 6});
        CHECK(ids_of(db, f<&Event::data>.has(0)) == Ids{3});
        CHECK(ids_of(db, f<&Event::data>.has("tags", 0, 0)).empty());
        CHECK(ids_of(db, f<&Event::data>.has("tags", 4)) == Ids{1});
        CHECK(ids_of(db, f<&Event::data>.has("tags", 5)).empty());
        CHECK(ids_of(db, f<&Event::more>.text_at(0, 0) == "deep") == Ids{1});
        CHECK(ids_of(db, f<&Event::more>.text_at(0) == "deep") == Ids{2});
        CHECK(ids_of(db, f<&Event::envelope, &Envelope::inner>.text_at(0) == "in") == Ids{1});
        CHECK(ids_of(db, f<&Event::parts>.any(tenon::element<Json>.int64_at(1) == 20)) == Ids{1});
        CHECK(ids_of(db, f<&Event::parts>.any(tenon::element<Json>.int64_at(0) == 20)) == Ids{3});
    });
}

TEST_CASE("an element of an array inside a Json is asked for as every part is") {
    on_each([](const tenon::Database& db) {
        fill_arrays(db);
        CHECK(ids_of(db, f<&Event::data>.int64_at("tags", 1) == 7) == Ids{1});
        CHECK(ids_of(db, f<&Event::data>.int64_at("tags", 4).has_value()).empty());
        CHECK(ids_of(db, f<&Event::data>.int64_at(2, 0) == 9'007'199'254'740'993) == Ids{3});
        CHECK(ids_of(db, f<&Event::data>.bool_at("tags", 3)) == Ids{1});
        CHECK(ids_of(db, !f<&Event::data>.bool_at("tags", 3)) == Ids{2, 3, 4, 5, 6});
        CHECK(ids_of(db, f<&Event::data>.double_at("tags", 4) == 2.5) == Ids{1});
        CHECK(ids_of(db, f<&Event::data>.text_at("tags", 1).has_value()).empty());
        CHECK(ids_of(db, f<&Event::data>.json_type("tags", 2) == "null") == Ids{1});
        CHECK(ids_of(db, f<&Event::data>.json_type("rows", 1) == "object") == Ids{1});
        CHECK(ids_of(db, f<&Event::data>.json_type("rows", 1) == "array") == Ids{5});
        CHECK(ids_of(db, f<&Event::data>.text_at("tags", 0) != "new") == Ids{2, 3, 4, 5, 6});
    });
}

TEST_CASE("a number reads no key, and a key no element") {
    on_each([](const tenon::Database& db) {
        fill_arrays(db);
        CHECK(ids_of(db, f<&Event::data>.text_at("0") == "zero") == Ids{1});
        CHECK(ids_of(db, f<&Event::data>.text_at("0").has_value()) == Ids{1});
        CHECK(ids_of(db, f<&Event::data>.has("tags", "0")).empty());
        CHECK(ids_of(db, f<&Event::data>.has("list", 0)).empty());
        CHECK(ids_of(db, f<&Event::data>.has("list", "0")) == Ids{1});
        CHECK(ids_of(db, f<&Event::data>.has("rows", 0)) == Ids{1, 5});
        CHECK(ids_of(db, f<&Event::data>.has("rows", "0")) == Ids{2});
        CHECK(ids_of(db, f<&Event::data>.int64_at("rows", 0, 1) == 2) == Ids{1});
        CHECK(ids_of(db, f<&Event::data>.has("rows", 0, 0)) == Ids{1});
        CHECK(ids_of(db, f<&Event::data>.int64_at("rows", 1, 0, 0) == 4) == Ids{5});
        CHECK(ids_of(db, f<&Event::data>.int64_at("rows", "0", 0) == 1) == Ids{2});
        CHECK(ids_of(db, f<&Event::data>.text_at("rows", 1, "0") == "key") == Ids{1});
        CHECK(ids_of(db, f<&Event::data>.has("rows", 1, 0)) == Ids{5});
        CHECK(ids_of(db, f<&Event::data>.text_at("rows", 1, "cells", 0, "name") == "Ada") == Ids{1});
        CHECK(ids_of(db, f<&Event::data>.int64_at(1, "0") == 1) == Ids{3});
    });
}

TEST_CASE("the number of an element is any whole number that isn't negative") {
    on_each([](const tenon::Database& db) {
        fill_arrays(db);
        CHECK(ids_of(db, f<&Event::data>.has("tags", std::uint8_t{1})) == Ids{1});
        CHECK(ids_of(db, f<&Event::data>.has("tags", std::size_t{1})) == Ids{1});
        CHECK(ids_of(db, f<&Event::data>.has("tags", 2'147'483'648)).empty());
        CHECK(ids_of(db, f<&Event::data>.has("tags", 4'294'967'296)).empty());
        CHECK(ids_of(db, f<&Event::data>.has("tags", highest)).empty());
        CHECK(ids_of(db, f<&Event::data>.has("tags", std::numeric_limits<std::uint64_t>::max())).empty());
        CHECK_THROWS_WITH_AS((void)f<&Event::data>.has("tags", -1),
                             "The number of an element is 0 or more; -1 was given.", tenon::QueryError);
    });
}

TEST_CASE("elements inside a Json are selected, and sorted by") {
    on_each([](const tenon::Database& db) {
        fill_arrays(db);
        const auto events = db.model<Event>();
        const auto tags =
            events.find(f<&Event::id> <= 2).order_by(f<&Event::id>).select(f<&Event::data>.text_at("tags", 0)).all();
        CHECK(tags == std::vector<std::optional<std::string>>{"new", std::nullopt});
        const auto first =
            events.find().order_by(f<&Event::data>.int64_at("tags", 1).desc()).select(f<&Event::id>).first();
        CHECK(first == 1);
        CHECK(events.find().aggregate(tenon::sum(f<&Event::data>.int64_at("rows", 0, 0))) == 1);
        CHECK(events.update(f<&Event::data>.has("tags", 0), f<&Event::data> = Json::parse("{}")) == 1);
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

TEST_CASE("a Json of a run-time model is looked into by numbers of elements") {
    on_each([](const tenon::Database& db) {
        const auto events = db.define("Event", {{"data", {.type = types::json}}});
        db.sync();
        (void)events.create({{"data", tenon::Document{{"tags", tenon::Array{"new", 7, tenon::Array{2.5, true}}}}}});
        (void)events.create({{"data", tenon::Document{{"tags", tenon::Document{{"0", "key"}}}}}});
        (void)events.create({{"data", tenon::Document{{"tags", "new"}}}});
        const auto count = [&](const tenon::RecordExpression& condition) { return events.find(condition).count(); };
        CHECK(count(field("data").text_at({"tags", 0}) == "new") == 1);
        CHECK(count(field("data").text_at({"tags", "0"}) == "key") == 1);
        CHECK(count(field("data").has({"tags", 0})) == 1);
        CHECK(count(field("data").has({"tags", "0"})) == 1);
        CHECK(count(field("data").int64_at({"tags", 1}) == 7) == 1);
        CHECK(count(field("data").double_at({"tags", 2, 0}) == 2.5) == 1);
        CHECK(count(field("data").bool_at({"tags", 2, 1})) == 1);
        CHECK(count(field("data").json_type({"tags", 2}) == "array") == 1);
        CHECK(count(field("data").has({"tags", std::numeric_limits<std::uint64_t>::max()})) == 0);
        CHECK(count(field("data").has(std::vector<tenon::Value>(100, 0))) == 0);
    });
}

TEST_CASE("what is no step into a Json is refused") {
    const auto refused = [](std::vector<tenon::Value> steps, const char* sentence) {
        CHECK_THROWS_WITH_AS((void)field("data").has(std::move(steps)), sentence, tenon::QueryError);
    };
    refused({"tags", -1}, "The number of an element is 0 or more; -1 was given.");
    refused({1.0}, "A step into a Json is a key, which is text, or the number of an element; a value of kind real was "
                   "given.");
    refused({true}, "A step into a Json is a key, which is text, or the number of an element; a value of kind boolean "
                    "was given.");
    refused({nullptr}, "A step into a Json is a key, which is text, or the number of an element; a value of kind empty "
                       "was given.");
    refused(std::vector<tenon::Value>(101, 0), "More than 100 steps lead into a Json.");
}
