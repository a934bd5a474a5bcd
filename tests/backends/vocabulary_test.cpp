// Run-time models described in JSON, which name types and functions of the program.

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "support/backends.hpp"
#include "support/changed_json.hpp"
#include "support/messages.hpp"
#include "support/money.hpp"

namespace {

using namespace backends;
using tenon::Array;
using tenon::Document;
using tenon::field;
using tenon::Json;
using tenon::Value;
namespace types = tenon::types;

bool is_even(const Value& number) { return number.as_int64() % 2 == 0; }
bool is_known(const Value& name, const tenon::Transaction& tx) {
    return tx.model("Seller").find(field("name") == name).exists();
}
bool is_in_square(const Value& point) { return *point.as_document().find("x") == *point.as_document().find("y"); }
bool is_cheap(const tenon::Record& offer) { return offer["price"].as_int64() < 900; }
std::optional<std::string> disorder(const tenon::Record& offer) {
    if (offer["low"].is_empty() || offer["high"].is_empty()) return std::nullopt;
    const std::int64_t difference = offer["high"].as_int64() - offer["low"].as_int64();
    if (difference < -100) return "{path} is far too low.";
    return difference < 0 ? std::optional<std::string>("") : std::nullopt;
}
Money one_euro() { return {100}; }

tenon::schema::Type point() {
    return types::structure({{"x", {.type = types::int32, .required = true}}, {"y", {.type = types::int32}}});
}

tenon::Vocabulary vocabulary() {
    tenon::Vocabulary words;
    words.type("money", types::of<Money>())
        .type("handle", types::of<Handle>())
        .type("point", point())
        .type("state", types::enumeration({{"held", 1}, {"sold", 2}}))
        .default_from("one_euro", one_euro)
        .default_from("code", [] { return "C-1"; })
        .default_from("debt", [] { return -1; })
        .check("even", is_even)
        .check("known", is_known, "{path} sells nothing.")
        .check("square", is_in_square)
        .record_check("ordered", disorder)
        .record_check("cheap", is_cheap, "Too dear.");
    return words;
}

constexpr std::string_view described = R"({"name": "Offer",
    "fields": {
        "seller": {"type": "handle", "required": true, "checks": "known"},
        "price": {"type": "money", "required": true, "default": "250", "max": 2000, "checks": ["even"]},
        "rebate": {"type": "money", "default_from": "one_euro"},
        "code": {"type": "text", "default_from": "code", "max_length": 20, "index": true},
        "state": {"type": "state", "default": "held"},
        "steps": {"type": {"array": "money"}},
        "pair": {"type": {"array": [{"type": "money", "checks": "even"}, 2]}},
        "fees": {"type": {"map": {"optional": "money"}}},
        "place": {"type": "point", "checks": {"inside": {"function": "square", "message": "{path} is outside.", "field": "y"}}},
        "part": {"type": {"structure": {"fee": {"type": "money", "required": true, "checks": ["even"]}, "called": "handle"}}},
        "paid": {"type": {"variant": {"cash": {"type": "money", "checks": "even"}, "card": "handle"}}},
        "low": "int32", "high": "int32"
    },
    "checks": {"order": {"function": "ordered", "message": "{path} is too low.", "field": "high"},
               "cheap": {"function": "cheap"}}
})";

tenon::RecordModel define_in_cpp(const tenon::Database& db) {
    const auto even = tenon::value_check("even", is_even);
    return db.define(
        "Offer",
        {{"seller",
          {.type = types::of<Handle>(),
           .required = true,
           .checks = {tenon::value_check("known", is_known, "{path} sells nothing.")}}},
         {"price", {.type = types::of<Money>(), .required = true, .default_value = 250, .max = 2000, .checks = {even}}},
         {"rebate", {.type = types::of<Money>(), .default_from = one_euro}},
         {"code", {.type = types::text, .index = true, .default_from = [] { return "C-1"; }, .max_length = 20}},
         {"state", {.type = types::enumeration({{"held", 1}, {"sold", 2}}), .default_value = "held"}},
         {"steps", {.type = types::array(types::of<Money>())}},
         {"pair", {.type = types::array({.type = types::of<Money>(), .checks = {even}}, 2)}},
         {"fees", {.type = types::map(types::optional(types::of<Money>()))}},
         {"place",
          {.type = point(), .checks = {tenon::value_check("inside", is_in_square, "{path} is outside.", "y")}}},
         {"part",
          {.type = types::structure({{"fee", {.type = types::of<Money>(), .required = true, .checks = {even}}},
                                     {"called", {.type = types::of<Handle>()}}})}},
         {"paid",
          {.type = types::variant(
               {{"cash", {.type = types::of<Money>(), .checks = {even}}}, {"card", {.type = types::of<Handle>()}}})}},
         {"low", {.type = types::int32}},
         {"high", {.type = types::int32}}},
        {.checks = {tenon::record_check("order", disorder, "{path} is too low.", "high"),
                    tenon::record_check("cheap", is_cheap, "Too dear.")}});
}

tenon::RecordModel with_sellers(const tenon::Database& db, const tenon::RecordModel& offers) {
    const auto sellers = db.define("Seller", {{"name", {.type = types::text}}});
    db.sync();
    (void)sellers.create({{"name", "ada"}});
    return offers;
}

std::string failures_of(const std::function<void()>& run) {
    try {
        run();
    } catch (const tenon::ValidationError& error) {
        std::string all;
        for (const tenon::Failure& failure : error.failures())
            all += failure.path + " " + failure.kind + ": " + failure.message + "\n";
        return all;
    } catch (const tenon::Error& error) {
        return error.what();
    }
    return "it was done";
}

/// What a model makes of the same input.
std::vector<std::string> answers(const tenon::RecordModel& offers) {
    std::vector<std::string> all;
    const auto create = [&](const char* json) {
        all.push_back(failures_of([&] {
            tenon::Record record = offers.from_json(json);
            record.save();
            all.push_back(offers.get(record["id"]).to_json());
        }));
    };
    create(R"({"seller": "ADA", "steps": [1, "2"], "pair": [2, 4], "fees": {"post": 3, "tax": null},
        "place": {"x": 1, "y": 1}, "part": {"fee": 2, "called": "Ear"}, "paid": {"type": "card", "value": "Visa"}, "state": "sold"})");
    create(R"({"seller": "eve", "price": 901, "pair": [1, 3], "place": {"x": 1, "y": 2}, "part": {"fee": 3},
        "paid": {"type": "cash", "value": 5}, "low": 3, "high": 1})");
    create(R"({"seller": "ada", "low": 300, "high": 1})");
    create(
        R"({"seller": "a da", "price": -1, "steps": [1, -2], "fees": {"post": -3}, "part": {"fee": -4, "called": "x y"},
        "paid": {"type": "cash", "value": -5}})");
    create(R"({"seller": "ada", "price": 2002})");
    all.push_back(failures_of([&] { (void)offers.update(field("id") == 1, {{"price", 3}}); }));
    all.push_back(failures_of([&] { (void)offers.update(field("id") == 1, field("steps").push(-1)); }));
    all.push_back(std::to_string(offers.find(field("rebate") == Money{100} && field("state") == "sold").count()));
    return all;
}

std::string sentence_of(const std::string& json, const tenon::Vocabulary& words) {
    const std::string sentence =
        message_of<tenon::SchemaError>([&] { (void)tenon::open("memory:").define(Json::parse(json), words); });
    const std::string usual = "The description of a model, ";
    return sentence.starts_with(usual) ? sentence.substr(usual.size()) : sentence;
}

}  // namespace

TEST_CASE("a description that names what a program has makes the model that C++ makes") {
    on_pairs([](const tenon::Database& first, const tenon::Database& second) {
        const auto by_json = with_sellers(first, first.define(Json::parse(described), vocabulary()));
        const auto by_cpp = with_sellers(second, define_in_cpp(second));
        if (first.backend() == "sqlite") {
            const auto tables = [](const tenon::Database& db) {
                return db.query<std::string>("select sql from sqlite_master where sql is not null order by name");
            };
            CHECK(tables(first) == tables(second));
            CHECK(tables(first).size() == 3);
        }
        const std::vector<std::string> said = answers(by_json);
        CHECK(said == answers(by_cpp));
        REQUIRE(said.size() == 9);
        CHECK(
            said[0] ==
            R"({"id":1,"seller":"ada","price":250,"rebate":100,"code":"C-1","state":"sold","steps":[1,2],"pair":[2,4],"fees":{"post":3,"tax":null},"place":{"x":1,"y":1},"part":{"fee":2,"called":"ear"},"paid":{"type":"card","value":"visa"},"low":null,"high":null})");
        CHECK(said[1] == "it was done");
        CHECK(said[2] == "seller known: seller sells nothing.\n"
                         "price even: `price` fails the check `even`.\n"
                         "pair.0 even: `pair.0` fails the check `even`.\n"
                         "pair.1 even: `pair.1` fails the check `even`.\n"
                         "place.y inside: place.y is outside.\n"
                         "part.fee even: `part.fee` fails the check `even`.\n"
                         "paid.value even: `paid.value` fails the check `even`.\n"
                         "high order: high is too low.\n"
                         " cheap: Too dear.\n");
        CHECK(said[3] == "high order: high is far too low.\n");
        const std::string refused = " is refused by the Codec of its type";
        CHECK(said[4] == "Offer: `seller`" + refused + "; `price`" + refused + "; `steps.1`" + refused +
                             "; `fees.post`" + refused + "; `part.fee`" + refused + "; `part.called`" + refused +
                             "; `paid.value`" + refused + ".");
        CHECK(said[5] == "price max: `price` must be at most 2000.\n cheap: Too dear.\n");
        CHECK(said[6] == "price even: `price` fails the check `even`.\n");
        CHECK(said[7] == "Offer: `steps.0`" + refused + ".");
        CHECK(said[8] == "1");
    });
}

TEST_CASE("a Vocabulary may go when the models are defined, and serves several Databases") {
    on_pairs([](const tenon::Database& first, const tenon::Database& second) {
        {
            const tenon::Vocabulary words = vocabulary();
            for (const tenon::Database& db : {first, second}) {
                const auto models = db.define_all(Json::parse(R"([
                    {"name": "Fee", "fields": {"value": {"type": "money", "checks": "even", "default_from": "one_euro"}}},
                    {"name": "Span", "fields": {"low": "int32", "high": "int32", "price": {"type": "money", "required": true}},
                     "checks": ["ordered", "cheap"]}])"),
                                                  words);
                CHECK(models.size() == 2);
            }
        }
        for (const tenon::Database& db : {first, second}) {
            db.sync();
            CHECK(db.model("Fee").create({}).get<Money>("value").cents == 100);
            CHECK(failures_of([&] { (void)db.model("Fee").create({{"value", 3}}); }) ==
                  "value even: `value` fails the check `even`.\n");
            CHECK(failures_of([&] { (void)db.model("Span").create({{"low", 1}, {"high", 0}, {"price", 900}}); }) ==
                  " ordered: The object fails the check `ordered`.\n cheap: Too dear.\n");
        }
    });
}

TEST_CASE("what a named function gives is cast to the field's type, or refused") {
    on_each([](const tenon::Database& db) {
        const auto models = db.define_all(Json::parse(R"([
            {"name": "Debt", "fields": {"price": {"type": "money", "default_from": "debt"}}},
            {"name": "Day", "fields": {"day": {"type": "date", "default_from": "code"}}},
            {"name": "Count", "fields": {"count": {"type": "text", "default_from": "debt"}}}])"),
                                          vocabulary());
        db.sync();
        CHECK(failures_of([&] { (void)models[0].create({}); }) == "Debt: `price` is refused by the Codec of its type.");
        CHECK(failures_of([&] { (void)models[1].create({}); }) ==
              "Day: `day` must be an existing date, as text 2024-02-29; text was given.");
        CHECK(failures_of([&] { (void)models[2].create({}); }).starts_with("Count: `count` must be "));
        CHECK(models[0].count() + models[1].count() == 0);
    });
}

TEST_CASE("a name that neither Tenon nor the program has is refused with its path and the names that there are") {
    const tenon::Vocabulary words = vocabulary();
    const auto of = [&](const std::string& field) {
        return sentence_of(R"({"name": "A", "fields": {"x": )" + field + "}}", words);
    };
    const std::string no_type =
        ": there is no type `mony`: the types are boolean, int8, int16, int32, int64, uint8, uint16, uint32, uint64, "
        "float32, real, text, bytes, date, time, timestamp, uuid, object_id, json, handle, money, point, state, and "
        "objects with decimal, enumeration, array, map, structure, variant or optional.";
    CHECK(of(R"("mony")") == "fields.x" + no_type);
    CHECK(of(R"({"type": "mony"})") == "fields.x.type" + no_type);
    CHECK(of(R"({"type": {"array": "mony"}})") == "fields.x.type.array" + no_type);
    CHECK(of(R"({"type": {"array": [{"type": "mony"}, 2]}})") == "fields.x.type.array.0.type" + no_type);
    CHECK(of(R"({"type": {"map": {"optional": "mony"}}})") == "fields.x.type.map.optional" + no_type);
    CHECK(of(R"({"type": {"structure": {"m": {"type": {"array": "mony"}}}}})") ==
          "fields.x.type.structure.m.type.array" + no_type);
    CHECK(of(R"({"type": {"variant": {"v": "mony"}}})") == "fields.x.type.variant.v" + no_type);
    CHECK(of(R"({"type": {"money": 1}})") ==
          "fields.x.type.money: there is no such key; there are decimal, enumeration, array, map, structure, variant, "
          "optional.");
    CHECK(of(R"({"type": {"array": "state"}})") ==
          "fields.x.type.array: Model (an enumeration): it is stored as integers, so it can't stand in an array, a map "
          "or a structure: there, list its labels without numbers.");
    CHECK(of(R"({"type": "money", "default": -1})") ==
          "fields.x.default: `fields.x.default` is refused by the Codec of its type.");
    CHECK(of(R"({"type": "handle", "min": 1})").starts_with("fields.x.min: "));

    CHECK(of(R"({"type": "text", "default_from": "later"})") ==
          "fields.x.default_from: there is no function `later`: there are now, today, uuid_v4, uuid_v7, object_id, "
          "code, debt, one_euro.");
    CHECK(of(R"({"type": "text", "default": "a", "default_from": "code"})") ==
          "Model A: `x` has several defaults: give one value, function or SQL expression.");
    CHECK(of(R"({"type": {"structure": {"m": {"type": "text", "default_from": "code"}}}})")
              .starts_with("fields.x.type.structure: Model (a structure): `m` can't be "));

    const auto checks = [&](const std::string& given) {
        const std::string sentence = of(R"({"type": "point", "checks": )" + given + "}"), usual = "fields.x.checks";
        return sentence.starts_with(usual) ? sentence.substr(usual.size()) : sentence;
    };
    const std::string no_check = ": there is no check `evn` of fields: there are even, known, square.";
    CHECK(checks(R"("evn")") == no_check);
    CHECK(checks(R"(["even", "evn"])") == ".1" + no_check);
    CHECK(checks(R"({"e": {"function": "evn"}})") == ".e.function" + no_check);
    CHECK(checks(R"("ordered")") == ": there is no check `ordered` of fields: there are even, known, square.");
    CHECK(checks("1") == ": a function's name, an array of them, or an object is needed.");
    CHECK(checks("null") == ": a function's name, an array of them, or an object is needed.");
    CHECK(checks("[1]") == ".0: a text is needed, and not an empty one.");
    CHECK(checks(R"([""])") == ".0: a text is needed, and not an empty one.");
    CHECK(checks(R"("")") == ": a text is needed, and not an empty one.");
    CHECK(checks(R"(["even", "even"])") == ".1: the check is there already.");
    CHECK(checks(R"({"": {"function": "even"}})") == ": a name is empty.");
    CHECK(checks(R"({"e": "even"})") == ".e: an object is needed.");
    CHECK(checks(R"({"e": {}})") == ".e.function: a field's check names a function.");
    CHECK(checks(R"({"e": {"function": 1}})") == ".e.function: a text is needed, and not an empty one.");
    CHECK(checks(R"({"e": {"function": "even", "mesage": "x"}})") ==
          ".e.mesage: there is no such key; did you mean `message`?");
    CHECK(checks(R"({"e": {"condition": {"x": 1}}})") ==
          ".e.condition: a field's checks are functions: conditions are among the checks of the model.");
    CHECK(checks(R"({"e": {"function": "square", "field": "z"}})") ==
          ".e.field: there is no member `z`; did you mean `x`?");
    CHECK(checks("[]") == "nothing was thrown");
    CHECK(of(R"({"type": "int32", "checks": {"e": {"function": "even", "field": "z"}}})") ==
          "fields.x.checks.e.field: there is no member `z`.");
    CHECK(of(R"({"type": "int32", "check": "even"})") ==
          "fields.x.check: there is no such key; did you mean `checks`?");
    CHECK(of(R"({"type": {"array": {"type": "int32", "checks": "evn"}}})") == "fields.x.type.array.checks" + no_check);

    const auto of_model = [&](const std::string& given) {
        return sentence_of(R"({"name": "A", "fields": {"x": "int32"}, "checks": )" + given + "}", words);
    };
    const std::string no_record_check = ": there is no check `even` of records: there are cheap, ordered.";
    CHECK(of_model(R"("even")") == "checks" + no_record_check);
    CHECK(of_model(R"(["cheap", "even"])") == "checks.1" + no_record_check);
    CHECK(of_model(R"({"o": {"function": "even"}})") == "checks.o.function" + no_record_check);
    CHECK(of_model(R"({"o": {}})") == "checks.o: one of condition and function is needed, and no more.");
    CHECK(of_model(R"({"o": {"function": "ordered", "condition": {"x": 1}}})") ==
          "checks.o: one of condition and function is needed, and no more.");
    CHECK(of_model(R"({"o": {"function": "ordered", "field": "y"}})") ==
          "checks.o.field: there is no field `y`; did you mean `x`?");
    CHECK(message_of<tenon::SchemaError>([&] {
              (void)tenon::open("memory:").define_all(Json::parse(R"([{"name": "A", "fields": {"x": "mony"}}])"),
                                                      words);
          }) == "The description of a model, 0.fields.x" + no_type);
}

TEST_CASE("without a Vocabulary a description names what is Tenon's own") {
    const tenon::Vocabulary none;
    CHECK(sentence_of(R"({"name": "A", "fields": {"x": "money"}})", none)
              .starts_with("fields.x: there is no type `money`: the types are boolean, "));
    CHECK(sentence_of(R"({"name": "A", "fields": {"x": {"type": "text", "default_from": "code"}}})", none) ==
          "fields.x.default_from: there is no function `code`: there are now, today, uuid_v4, uuid_v7, object_id.");
    CHECK(sentence_of(R"({"name": "A", "fields": {"x": {"type": "text", "checks": "even"}}})", none) ==
          "fields.x.checks: there is no check `even` of fields: the program lists them in a tenon::Vocabulary.");
    CHECK(sentence_of(R"({"name": "A", "fields": {"x": "text"}, "checks": ["ordered"]})", none) ==
          "checks.0: there is no check `ordered` of records: the program lists them in a tenon::Vocabulary.");
}

TEST_CASE("every bad description with names is refused, and none does harm") {
    const tenon::Vocabulary words = vocabulary();
    const auto [refused, defined] = define_each_change(
        described, [&](const tenon::Database& db, Json changed) { (void)db.define(changed, words); });
    CHECK(refused > 500);
    CHECK(defined > 20);
}
