// What is done with the variants of records: rules, changes, updates, JSON, and what is wrong with them.

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "support/backends.hpp"
#include "support/statements.hpp"

using namespace backends;
namespace types = tenon::types;
using tenon::Array;
using tenon::Document;
using tenon::field;
using tenon::Json;
using tenon::Value;

namespace {

Value held(const char* type, Value value) { return Document{{"type", type}, {"value", std::move(value)}}; }

tenon::RecordModel define_payments(const tenon::Database& db) {
    const auto card =
        types::structure({{"number", {.type = types::text, .required = true, .min_length = 4, .trim = true}},
                          {"limit", {.type = types::int32, .default_value = 100, .min = 0}}});
    const auto is_even = tenon::value_check("even", [](const Value& value) { return value.as_int64() % 2 == 0; });
    const auto payments = db.define(
        "Payment",
        {{"title", {.type = types::text}},
         {"by",
          {.type = types::variant(
               {{"Card", {card}},
                {"cheque", {.type = types::text, .required = true, .uppercase = true}},
                {"cash",
                 {.type = types::int64, .max = 1000, .checks = {is_even}, .messages = {{"max", "Too much."}}}}})}},
         {"earlier",
          {.type = types::array(types::variant({{"cash", {.type = types::int64, .min = 1}}, {"Card", {card}}}))}}});
    db.sync();
    return payments;
}

std::string failures_of(const std::function<void()>& call) {
    try {
        call();
    } catch (const tenon::ValidationError& error) {
        std::string all;
        for (const tenon::Failure& failure : error.failures())
            all += (all.empty() ? "" : "; ") + failure.path + " " + failure.kind;
        return all;
    } catch (const tenon::Error& error) {
        return error.what();
    }
    return "nothing was thrown";
}

}  // namespace

TEST_CASE("the alternatives of a record's variant have rules and checks of their own") {
    on_each([](const tenon::Database& db) {
        const auto payments = define_payments(db);
        const auto refused = [&](Value by) { return failures_of([&] { payments.create({{"by", std::move(by)}}); }); };
        CHECK(refused(held("Card", Document{{"number", " 123 "}, {"limit", -1}})) ==
              "by.value.number min_length; by.value.limit min");
        CHECK(refused(held("Card", Document{})) == "by.value.number required");
        CHECK(refused(held("cheque", "")) == "by.value required");
        CHECK(refused(held("cash", 2000)) == "by.value max");
        CHECK(refused(held("cash", 3)) == "by.value even");
        CHECK(payments.count() == 0);
        const auto card = payments.create({{"by", held("Card", Document{{"number", " 1234 "}})}});
        CHECK(card["by"] == held("Card", Document{{"number", "1234"}, {"limit", 100}}));
        CHECK(payments.create({{"by", held("cheque", "ab")}})["by"] == held("cheque", "AB"));
        CHECK(payments.get(2)["by"] == held("cheque", "AB"));
        CHECK(payments.create({})["by"].is_empty());
        CHECK(failures_of([&] { payments.create({{"earlier", Array{held("cash", 1), held("cash", 0)}}}); }) ==
              "earlier.1.value min");
        CHECK(failures_of([&] { payments.update(field("id") == 1, {{"by", held("cash", 3)}}); }) == "by.value even");
        CHECK(failures_of([&] {
                  payments.update(field("id") == 1, field("by").set(held("cash", "x")));
              }).find("`by.value` must be a whole number") != std::string::npos);
        CHECK(payments.update(field("id") == 1, field("by").set(held("cash", "4"))) == 1);
        CHECK(payments.get(1)["by"] == held("cash", 4));
    });
}

TEST_CASE("what a record's variant holds is read, set, changed and taken back by its path") {
    on_each([](const tenon::Database& db) {
        const auto payments = define_payments(db);
        auto payment = payments.create({{"title", "tea"}, {"by", held("Card", Document{{"number", "1234"}})}});
        CHECK(payment["by.Card.number"] == Value("1234"));
        CHECK(payment["by.cash"].is_empty());
        CHECK(payment.changed().empty());
        payment.set("by", payment["by"]);
        CHECK_FALSE(payment.save());

        payment.set("by.Card.limit", "50");
        CHECK(payment.changed() == std::vector<std::string>{"by"});
        CHECK(payment.changed("by.Card.limit"));
        CHECK_FALSE(payment.changed("by.Card.number"));
        CHECK(payment.previous("by.Card.limit") == Value(100));
        CHECK(payment.save());
        CHECK(payments.get(1)["by"] == held("Card", Document{{"number", "1234"}, {"limit", 50}}));

        payment.set("by.cash", 6);
        CHECK(payment["by"] == held("cash", 6));
        CHECK(payment["by.Card.number"].is_empty());
        CHECK(payment.previous("by.Card.number") == Value("1234"));
        payment.revert("by.cash");
        CHECK(payment["by.Card.limit"] == Value(50));
        CHECK_FALSE(payment.save());
        payment.set("by.cash", 8);
        CHECK(payment.save());
        CHECK(payments.get(1)["by"] == held("cash", 8));
        payment.set("by", Value());
        CHECK(payment.save());
        CHECK(payments.get(1)["by"].is_empty());
        CHECK(payments.find(field("by").holds("cash")).count() == 0);

        const auto refused = [&](const std::function<void()>& call) { return failures_of(call); };
        CHECK(refused([&] {
                  payment.set("by.Card.limit", 1);
                  payment.save();
              }) == "by.value.number required");
        CHECK(
            refused([&] { payment.set("by.cash", "much"); }).starts_with("Payment: `by.value` must be a whole number"));
        CHECK(refused([&] { (void)payment["by.card"]; }) ==
              "Model Payment has no field `by.card`; `by` is a variant of Card, cheque, cash.");
        CHECK(refused([&] { (void)payment["by.Card.numbr"]; }) ==
              "Model Payment has no field `by.Card.numbr`; did you mean `number`?");
        CHECK(refused([&] { (void)payment["by.cash.cents"]; }) ==
              "Model Payment has no field `by.cash.cents`; `by.cash` is no structure.");
        CHECK(refused([&] { payments.update(field("id") == 1, {{"by.Card.limit", 1}}); }) ==
              "update() writes a variant as a whole: name `by` alone.");
    });
}

TEST_CASE("a variant inside of a record's structure is set and saved by itself") {
    on_each([](const tenon::Database& db) {
        const auto hold =
            types::variant({{"hook", {types::structure({{"size", {types::int32}}})}}, {"text", {types::text}}});
        const auto walls = db.define(
            "Wall", {{"mount", {.type = types::structure({{"maker", {types::text}}, {"hold", {.type = hold}}})}}});
        db.sync();
        auto wall = walls.create({{"mount", Document{{"maker", "Ada"}, {"hold", held("text", "glue")}}}});
        CHECK(walls.update(field("id") == 1, {{"mount.maker", "Bob"}}) == 1);
        wall.set("mount.hold.hook.size", 3);
        CHECK(wall.changed("mount.hold"));
        CHECK_FALSE(wall.changed("mount.maker"));
        CHECK(wall.save());
        const Value hook = held("hook", Document{{"size", 3}});
        CHECK(walls.get(1)["mount"] == Document{{"maker", "Bob"}, {"hold", hook}});
        CHECK(walls.find(field("mount.hold").as("hook", "size") == 3).count() == 1);
        CHECK(walls.update(field("id") == 1, {{"mount.hold", held("text", "nail")}}) == 1);
        CHECK(walls.update(field("id") == 1, field("mount.hold").set(held("hook", Document{{"size", "4"}}))) == 1);
        CHECK(walls.get(1)["mount.hold.hook.size"] == Value(4));
        CHECK(failures_of([&] {
                  walls.update(field("id") == 1, {{"mount.hold", held("hook", Document{{"size", "x"}})}});
              }).find("`mount.hold.value.size` must be a whole number") != std::string::npos);
    });
}

TEST_CASE("the variants of records are selected, grouped, compared as a whole, and included in JSON") {
    on_each([](const tenon::Database& db) {
        const auto payments = define_payments(db);
        payments.create({{"title", "a"}, {"by", held("cash", 4)}});
        payments.create({{"title", "b"}, {"by", held("cash", 2)}});
        payments.create({{"title", "c"}, {"by", held("Card", Document{{"number", "1234"}})}});
        const auto cash = field("by").as("cash");
        CHECK(payments.find(cash.has_value()).order_by(cash).pluck("title") == std::vector<Value>{"b", "a"});
        const auto rows = payments.find().order_by_descending(cash).select({"by", {"cash", cash}}).all();
        REQUIRE(rows.size() == 3);
        CHECK(rows[0]["by"] == held("cash", 4));
        CHECK(rows[0]["cash"] == Value(4));
        CHECK(rows[2]["cash"].is_empty());
        CHECK(payments.find().group_by(cash).select({{"n", tenon::count()}}).all().size() == 3);
        CHECK(payments.find().select({{"all", tenon::sum(cash)}}).one()["all"] == Value(6));
        CHECK(payments.find(field("by") == held("cash", "2")).count() == 1);
        CHECK(payments.find(field("by") != held("cash", 2)).count() == 2);
        CHECK(payments.find(field("earlier").any(tenon::this_element().holds("cash"))).count() == 0);
        const std::string json =
            R"({"id":3,"title":"c","by":{"type":"Card","value":{"number":"1234","limit":100}},"earlier":null})";
        CHECK(payments.get(3).to_json() == json);
        auto again = payments.from_json(R"({"by": {"type": "Card", "value": {"number": "1234", "limit": "100"}}})");
        CHECK(again["by"] == payments.get(3)["by"]);
        const auto cast = payments.find_one_and_update(field("id") == 1, {{"by", held("cheque", "x")}});
        REQUIRE(cast);
        CHECK((*cast)["by"] == held("cheque", "X"));
    });
}

TEST_CASE("what is wrong with an alternative in a condition is told") {
    on_each([](const tenon::Database& db) {
        const auto payments = define_payments(db);
        const auto refused = [&](const tenon::RecordExpression& condition) {
            return failures_of([&] { (void)payments.find(condition).count(); });
        };
        const auto by = field("by");
        CHECK(refused(by.holds("card")) == "Payment: `by` has no alternative `card`; did you mean `Card`?");
        CHECK(refused(by.as("coins") == 1) == "Payment: `by` has no alternative `coins`; it has Card, cheque, cash");
        CHECK(refused(by.as("Card", "numbr") == "1") ==
              "Payment: `alternative` leads to a structure that has no field `numbr`; did you mean `number`?");
        CHECK(refused(by.as("Card") == 1).starts_with("Payment: `alternative` leads to"));
        CHECK(refused(by.as("cash", "cents") == 1) ==
              "Payment: `alternative` leads to a value of type int64, which has no field `cents`");
        CHECK(refused(field("title").holds("cash")).find("looks into a variant") != std::string::npos);
        CHECK(refused(by.as("cash") == "many") != "nothing was thrown");
        CHECK(failures_of([&] { (void)by.as(""); }).starts_with("as() and holds() take the name of an alternative"));
    });
}

TEST_CASE("a path goes on from what a map of a record holds") {
    on_each([](const tenon::Database& db) {
        const auto inns = db.define(
            "Inn", {{"rooms",
                     {.type = types::map(types::structure(
                          {{"beds", {types::int32}}, {"view", {types::structure({{"side", {types::text}}})}}}))}}});
        db.sync();
        inns.create({{"rooms", Document{{"a.b", Document{{"beds", 2}, {"view", Document{{"side", "sea"}}}}}}}});
        CHECK(inns.find(field("rooms").at("a.b", "beds") == 2).count() == 1);
        CHECK(inns.find(field("rooms").at("a.b", "view.side") == "sea").count() == 1);
        CHECK(inns.find(field("rooms").at("a", "beds").is_empty()).count() == 1);
        CHECK(failures_of([&] { (void)inns.find(field("rooms").at("a.b", "view.sid") == "sea").count(); }) ==
              "Inn: `map_at` leads to a structure that has no field `sid`; did you mean `side`?");
    });
}

TEST_CASE("a variant that can't be is refused when it is made") {
    const auto refused = [](std::initializer_list<tenon::FieldDefinition> alternatives) {
        return failures_of([&] { (void)types::variant(alternatives); });
    };
    CHECK(refused({}) == "Model (a variant): it has at least one alternative.");
    CHECK(refused({{"a", {types::text}}, {"a", {types::int64}}}) ==
          "Model (a variant): two alternatives are called `a`.");
    CHECK(refused({{"", {types::text}}}) == "Model (a variant): a field has an empty name.");
    CHECK(refused({{"a", {}}}).starts_with("Model (a variant): the field `a` has no type"));
    CHECK(refused({{"a", {.type = types::text, .default_value = "x"}}})
              .starts_with("Model (a variant): the alternative `a` has no default and no column"));
    CHECK(refused({{"a", {.type = types::text, .unique = true}}}).find("`a` can't be a key") != std::string::npos);
    CHECK(refused({{"a", {.type = types::text, .min = 1}}}).find(".min or .max") != std::string::npos);
    CHECK(refused({{"a", {types::enumeration({{"low", 1}})}}}).find("list its labels without numbers") !=
          std::string::npos);
}

namespace {
struct Twice {
    std::int64_t id = 0;
    std::variant<std::vector<int>, std::vector<std::string>> lists{};
};
}  // namespace

TEST_CASE("alternatives of a struct's variant that would be stored alike are refused") {
    const auto db = tenon::open("memory:");
    CHECK(failures_of([&] { (void)db.model<Twice>(); }) ==
          "Model Twice: `lists` has two alternatives that are stored as `array`: make one of them a struct, whose name "
          "tells it apart.");
}

TEST_CASE("variants are described by JSON") {
    on_each([](const tenon::Database& db) {
        const auto shapes = db.define(Json::parse(R"({"name": "Shape", "fields": {
            "form": {"required": true, "type": {"variant": {
                "Circle": {"type": {"structure": {"radius": {"type": "real", "required": true, "min": 0}}}},
                "text": {"type": "text", "max_length": 4},
                "sizes": {"type": {"array": "int64"}}}}},
            "more": {"type": {"array": {"variant": {"int64": "int64", "text": "text"}}}},
            "first": {"type": {"variant": {"int64": "int64"}}, "default": {"type": "int64", "value": "7"}}}})"));
        db.sync();
        CHECK(failures_of([&] { shapes.create({{"form", held("text", "round")}}); }) == "form.value max_length");
        CHECK(failures_of([&] { shapes.create({{"form", held("Circle", Document{{"radius", -1}})}}); }) ==
              "form.value.radius min");
        const auto made = shapes.create({{"form", held("sizes", Array{"1"})}, {"more", Array{held("text", "x")}}});
        CHECK(
            made.to_json() ==
            R"({"id":1,"form":{"type":"sizes","value":[1]},"more":[{"type":"text","value":"x"}],"first":{"type":"int64","value":7}})");
        CHECK(shapes.find(field("form").holds("sizes")).count() == 1);
    });
}

TEST_CASE("what is wrong with a variant's description is said with its path") {
    const auto of = [](const std::string& type) {
        return failures_of([&] {
            (void)tenon::open("memory:").define(
                Json::parse(R"({"name": "A", "fields": {"x": {"type": {"variant": )" + type + "}}}}"));
        });
    };
    const std::string place = "The description of a model, fields.x.type.variant";
    CHECK(of("[]") == place + ": an object is needed.");
    CHECK(of("{}") == place + ": a variant has at least one alternative.");
    CHECK(of(R"({"a": "txt"})").starts_with(place + ".a: there is no type `txt`"));
    CHECK(of(R"({"a": {"type": {"array": "txt"}}})").starts_with(place + ".a.type.array: there is no type `txt`"));
    CHECK(of(R"({"a": {"array": "text"}})").starts_with(place + ".a.array: there is no such key"));
    CHECK(of(R"({"a": {"type": "text", "min": 1}})").starts_with(place));
    CHECK(of(R"({"a": {"type": "text", "default": "x"}})")
              .starts_with(place + ": Model (a variant): the alternative `a`"));
    CHECK(of(R"({"a": {"type": "text", "unique": true}})").find("`a` can't be a key") != std::string::npos);
    CHECK(of(R"({"a": {"type": {"enumeration": {"low": 1}}}})").starts_with(place + ": Model (an enumeration)"));
}
