// Checks, and functions for defaults, of run-time models that are described in JSON.

#include <algorithm>
#include <string>

#include "support/backends.hpp"

using namespace backends;
using tenon::Json;
using tenon::Value;

namespace {

std::string sentence_of(const std::string& json) {
    try {
        (void)tenon::open("memory:").define(Json::parse(json));
    } catch (const tenon::SchemaError& error) {
        const std::string sentence = error.what(), usual = "The description of a model, ";
        return sentence.starts_with(usual) ? sentence.substr(usual.size()) : sentence;
    }
    return "it was defined";
}

/// "path kind: message", of all that is wrong.
template <class Run>
std::string failures_of(Run run) {
    std::string all;
    try {
        run();
    } catch (const tenon::ValidationError& error) {
        for (const tenon::Failure& failure : error.failures())
            all += (all.empty() ? "" : "; ") + failure.path + " " + failure.kind + ": " + failure.message;
    }
    return all;
}

constexpr std::string_view stay = R"({"name": "Stay", "timestamps": true,
    "fields": {
        "first": "date", "last": "date", "beds": {"type": "int32", "required": true}, "guests": {"type": "int32", "alias": "people"},
        "price": {"type": {"decimal": [8, 2]}}, "limit": {"type": {"decimal": [8, 2]}},
        "state": {"type": {"enumeration": {"open": 1, "paid": 2}}, "default": "open"},
        "kind": {"type": {"enumeration": ["room", "house"]}}, "name": {"type": "text", "hidden": true},
        "place": {"type": {"structure": {"floor": "int32", "top": "int32"}}}
    },
    "checks": {
        "order": {"condition": {"$or": [{"last": null}, {"$expr": {"$lte": ["$first", "$last"]}}]},
                  "message": "{path} is before the first day.", "field": "last"},
        "room": {"condition": {"$expr": {"$or": [{"$not": {"$gt": ["$people", {"$multiply": ["$beds", 2]}]}},
                                                 {"$eq": ["$kind", "house"]}]}}},
        "paid": {"condition": {"$or": [{"state": {"$ne": "paid"}}, {"price": {"$gt": "0"}}]}, "field": "state"},
        "cheap": {"condition": {"$expr": {"$not": {"$gt": ["$price", "$limit"]}}}},
        "floors": {"condition": {"$nor": [{"$expr": {"$gt": ["$place.floor", "$place.top"]}}]}, "field": "place.floor"}
    }
})";

}  // namespace

TEST_CASE("checks are described by conditions, and looked at before a write") {
    on_each([](const tenon::Database& db) {
        const auto stays = db.define(Json::parse(stay));
        db.sync();
        CHECK(failures_of([&] { (void)stays.create({{"beds", 1}}); }).empty());
        CHECK(failures_of([&] {
                  (void)stays.create({{"beds", 1}, {"first", "2024-02-02"}, {"last", "2024-02-01"}});
              }) == "last order: last is before the first day.");
        CHECK(failures_of([&] { (void)stays.create({{"beds", 1}, {"guests", 3}, {"state", "paid"}}); }) ==
              " room: The object fails the check `room`.; state paid: `state` fails the check `paid`.");
        CHECK(failures_of([&] { (void)stays.create({{"beds", 1}, {"guests", 3}, {"kind", "house"}}); }).empty());
        CHECK(failures_of([&] {
                  stays.build({{"beds", 1}, {"price", "2.5"}, {"limit", "2.49"}}).validate();
              }).starts_with(" cheap: "));
        CHECK(failures_of([&] { stays.build({{"beds", 1}, {"price", "2.5"}, {"limit", "2.50"}}).validate(); }).empty());
        const auto place = [](int floor, int top) { return tenon::Document{{"floor", floor}, {"top", top}}; };
        CHECK(failures_of([&] {
                  (void)stays.create({{"beds", 1}, {"place", place(2, 1)}});
              }).starts_with("place.floor floors: "));
        CHECK(stays.count() == 2);

        tenon::Record made = stays.create({{"beds", 2}, {"first", "2024-02-02"}, {"last", "2024-02-09"}});
        made.set("first", "2024-03-01");
        CHECK(failures_of([&] { (void)made.save(); }).starts_with("last order: "));
        made.set("last", "2024-03-01").set("state", "paid").set("price", "9");
        CHECK(made.save());
        made.set("price", 0);
        CHECK(failures_of([&] { (void)made.save(); }).starts_with("state paid: "));
        auto read = stays.find(tenon::field("id") == made["id"]).with_hidden().one();
        read.set("price", Value());
        CHECK(failures_of([&] { (void)read.save(); }).starts_with("state paid: "));
        CHECK(failures_of([&] {
                  (void)stays.insert_many({stays.build({{"beds", 1}}), stays.build({{"beds", 0}, {"guests", 1}})});
              }) == "1 room: `1` fails the check `room`.");
        CHECK(stays.count() == 3);
    });
}

TEST_CASE("constraints compare fields with each other") {
    on_each([](const tenon::Database& db) {
        const auto spans = db.define(Json::parse(R"({"name": "Span",
            "fields": {"low": {"type": "int32", "required": true}, "high": {"type": "int32", "required": true}, "on": "date"},
            "constraints": {"order": {"$expr": {"$lt": ["$low", {"$add": ["$high", 1]}]}},
                            "day": {"$or": [{"on": null}, {"$expr": {"$and": [{"$gte": ["$on", "2024-01-01"]},
                                                                              {"$ne": ["2024-02-29", "$on"]}]}}]}}})"));
        db.sync();
        (void)spans.create({{"low", 1}, {"high", 1}, {"on", "2024-02-28"}});
        CHECK_THROWS_AS((void)spans.create({{"low", 2}, {"high", 1}}), tenon::CheckViolation);
        CHECK_THROWS_AS((void)spans.create({{"low", 1}, {"high", 1}, {"on", "2024-02-29"}}), tenon::CheckViolation);
        CHECK_THROWS_AS((void)spans.create({{"low", 1}, {"high", 1}, {"on", "2023-12-31"}}), tenon::CheckViolation);
        CHECK(db.check("Span").empty());
    });
}

TEST_CASE("functions that fill a field are named") {
    on_each([](const tenon::Database& db) {
        const auto notes = db.define(Json::parse(R"({"name": "Note", "fields": {
            "key": {"type": "uuid", "key": true, "default_from": "uuid_v7"}, "token": {"default_from": "uuid_v4", "type": "uuid"},
            "made": {"type": "timestamp", "precision": 6, "default_from": "now"}, "day": {"type": "date", "default_from": "today"},
            "own": {"type": "object_id", "default_from": "object_id"}}})"));
        db.sync();
        const tenon::Timestamp before = tenon::Timestamp::now();
        const auto first = notes.create({}), second = notes.create({{"day", "2024-02-29"}, {"own", Value()}});
        CHECK(first["key"].if_uuid()->version() == 7);
        CHECK(first["token"].if_uuid()->version() == 4);
        CHECK(*first["key"].if_uuid() < *second["key"].if_uuid());
        CHECK(*first["made"].if_timestamp() >= before);
        CHECK(*first["made"].if_timestamp() <= tenon::Timestamp::now());
        CHECK(first["day"].if_date()->iso() >= before.iso().substr(0, 10));
        CHECK(!first["own"].if_object_id()->is_nil());
        CHECK(second["day"].if_date()->iso() == "2024-02-29");
        CHECK(second["own"].is_empty());
        CHECK(notes.get(first["key"])["token"] == first["token"]);
    });
}

TEST_CASE("what is wrong with a check or a function is said with its path") {
    const auto of = [](const std::string& check) {
        return sentence_of(R"({"name": "A", "timestamps": true, "version": true, "fields": {
            "n": "int32", "s": "text", "d": "date", "m": {"type": {"decimal": [8, 2]}}, "e": {"type": {"enumeration": ["a"]}},
            "t": {"type": {"array": "text"}}, "r": "real", "b": "bytes", "g": {"type": "int64", "generated": {"$add": ["$n", 1]}},
            "f": {"type": "text", "read_only": true}}, "checks": )" +
                           check + "}");
    };
    const auto condition = [&](const std::string& text) { return of(R"({"c": {"condition": )" + text + "}}"); };
    const auto expr = [&](const std::string& text) {
        const std::string sentence = condition(R"({"$expr": )" + text + "}"), usual = "checks.c.condition.$expr";
        return sentence.starts_with(usual) ? sentence.substr(usual.size()) : sentence;
    };
    CHECK(of("1") == "checks: a function's name, an array of them, or an object is needed.");
    CHECK(of(R"({"": {"condition": {"n": 1}}})") == "checks: a name is empty.");
    CHECK(of(R"({"c": 1})") == "checks.c: an object is needed.");
    CHECK(of(R"({"c": {}})") == "checks.c: one of condition and function is needed, and no more.");
    CHECK(of(R"({"c": {"condtion": {"n": 1}}})") ==
          "checks.c.condtion: there is no such key; did you mean `condition`?");
    CHECK(of(R"({"c": {"condition": {"n": 1}, "message": 1}})") ==
          "checks.c.message: a text is needed, and not an empty one.");
    CHECK(of(R"({"c": {"condition": {"n": 1}, "field": "m2"}})") ==
          "checks.c.field: there is no field `m2`; did you mean `m`?");
    CHECK(condition("{}") == "checks.c.condition: a condition names at least one field.");
    CHECK(condition(R"({"k": 1})").starts_with("checks.c.condition.k: there is no field `k`"));
    CHECK(condition(R"({"$where": "1"})") ==
          "checks.c.condition.$where: between fields there are $and, $or, $nor and $expr.");
    for (const char* field : {"id", "created_at", "version", "g", "f"}) {
        CAPTURE(field);
        const std::string name = field;
        CHECK(condition(R"({")" + name + R"(": {"$exists": true}})") ==
              "checks.c.condition: `" + name +
                  "` is set when the row is written, and a check looks at it before: look at other fields, or make it "
                  "one "
                  "of the constraints.");
    }
    CHECK(expr("[]") == ": an object is needed.");
    CHECK(expr("{}") ==
          ": one operator is needed, and no more; there are $eq, $ne, $gt, $gte, $lt and $lte of two values, "
          "and $and, $or and $not.");
    CHECK(expr(R"({"$add": ["$n", 1]})") ==
          ".$add: there are $eq, $ne, $gt, $gte, $lt and $lte of two values, and $and, $or and $not.");
    CHECK(expr(R"({"$lt": ["$n"]})") == ".$lt: an array of 2 values is needed.");
    CHECK(expr(R"({"$lt": [1, 2]})") ==
          ".$lt: a field is needed, as \"$name\": of constants alone nothing is computed.");
    CHECK(expr(R"({"$lt": ["$n", "$s"]})") == ".$lt: values of type int32 and text are not compared.");
    CHECK(expr(R"({"$lt": ["$d", "soon"]})").starts_with(".$lt.1: "));
    CHECK(expr(R"({"$lt": ["$n", true]})").starts_with(".$lt.1: "));
    CHECK(expr(R"({"$gt": ["a", "$e"]})") == ".$gt: values of type enumeration have no order.");
    CHECK(expr(R"({"$eq": ["$t", "a"]})").starts_with(".$eq.0: an expression is computed of single values"));
    CHECK(expr(R"({"$eq": ["$nn", 1]})") == ".$eq.0: there is no field `nn`; did you mean `n`?");
    CHECK(expr(R"({"$and": []})") == ".$and: an array of 1 to 100 comparisons is needed.");
    CHECK(expr(R"({"$or": [{"$not": {"$not": 1}}]})") == ".$or.0.$not.$not: an object is needed.");
    CHECK(expr(R"({"$lt": ["$s", {"$toLower": "$s"}]})") == "it was defined");
    CHECK(expr(R"({"$eq": ["$e", "a"]})") == "it was defined");
    CHECK(expr(R"({"$lt": [0.5, "$n"]})") == "it was defined");
    CHECK(expr(R"({"$lt": ["$m", {"$multiply": ["$r", "$m"]}]})").starts_with("Model A, the check `c`: "));

    const auto function = [](const std::string& type, const std::string& name) {
        return sentence_of(R"({"name": "A", "fields": {"x": {"type": ")" + type + R"(", "default_from": )" + name +
                           "}}}");
    };
    CHECK(function("date", R"("now")") ==
          "fields.x.default_from: `now` gives values of type timestamp, and the field is of type date.");
    CHECK(function("date", R"("later")") ==
          "fields.x.default_from: there is no function `later`: there are now, today, uuid_v4, uuid_v7, object_id.");
    CHECK(function("date", "1") == "fields.x.default_from: a text is needed, and not an empty one.");
    CHECK(
        sentence_of(
            R"({"name": "A", "fields": {"x": {"type": "date", "default": "2024-01-01", "default_from": "today"}}})") ==
        "Model A: `x` has several defaults: give one value, function or SQL expression.");
    CHECK(
        sentence_of(
            R"({"name": "A", "fields": {"x": {"type": {"structure": {"d": {"type": "date", "default_from": "today"}}}}}})")
            .starts_with("fields.x.type.structure"));
}
