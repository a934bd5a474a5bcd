// The rules, checks and casts of run-time models, and of JSON.

#include <functional>

#include "support/backends.hpp"
#include "support/messages.hpp"

using namespace backends;
using tenon::Array;
using tenon::Document;
using tenon::field;
using tenon::Value;
namespace types = tenon::types;

namespace {

std::string listed(const std::function<void()>& run) {
    std::string all;
    try {
        run();
    } catch (const tenon::ValidationError& error) {
        for (const tenon::Failure& failure : error.failures())
            all += (all.empty() ? "" : "; ") + failure.path + " " + failure.kind;
    }
    return all;
}

tenon::RecordModel define_stays(const tenon::Database& db) {
    const auto guests = db.define("Guest", {{"name", {.type = types::text, .required = true, .unique = true}}});
    auto stays =
        db.define("Stay",
                  {
                      {"guest",
                       {.type = types::text,
                        .required = true,
                        .trim = true,
                        .uppercase = true,
                        .checks = {tenon::value_check("known",
                                                      [](const Value& name, const tenon::Transaction& tx) {
                                                          return tx.model("Guest").find(field("name") == name).exists();
                                                      })},
                        .messages = {{"required", "Who comes?"}}}},
                      {"first", {.type = types::date, .required = true}},
                      {"last", {.type = types::date, .required = true}},
                      {"code",
                       {.type = types::text,
                        .hidden = true,
                        .checks = {tenon::value_check(
                            "even_length", [](const Value& code) { return code.as_text().size() % 2 == 0; }, "Odd.")}}},
                      {"place",
                       {.type = types::structure({{"city", {.type = types::text, .required = true, .trim = true}},
                                                  {"floor", {.type = types::int32, .min = 0, .max = 9}}})}},
                      {"lines",
                       {.type = types::array(types::structure({
                            {"qty", {.type = types::int32, .required = true, .min = 1}},
                            {"sold", {.type = types::boolean}},
                        }))}},
                      {"rooms", {.type = types::map(types::structure({{"beds", {.type = types::int32, .max = 4}}}))}},
                  },
                  {.checks = {tenon::record_check(
                       "order",
                       [](const tenon::Record& stay) -> std::
                                                         optional<std::string> {
                                                             if (stay["first"].is_empty() || stay["last"].is_empty())
                                                                 return std::nullopt;
                                                             if (*stay["first"].if_date() <= *stay["last"].if_date())
                                                                 return std::nullopt;
                                                             return "It ends before it begins.";
                                                         },
                       {}, "last")}});
    db.sync({.force = true});
    guests.create({{"name", "ADA"}});
    return stays;
}

}  // namespace

TEST_CASE("run-time records have custom checks, messages and nested rules") {
    on_each([](const tenon::Database& db) {
        const auto stays = define_stays(db);
        const auto bad = stays.build({{"guest", " eve "},
                                      {"first", "2024-03-02"},
                                      {"last", "2024-03-01"},
                                      {"code", "abc"},
                                      {"place", Document{{"city", " "}, {"floor", 10}}},
                                      {"lines", Array{Document{{"qty", 1}}, Document{{"qty", 0}}, Document{}}},
                                      {"rooms", Document{{"a.b", Document{{"beds", 5}}}}}});
        const char* const all = "place.city required; place.floor max; lines.1.qty min; lines.2.qty required; "
                                "rooms.a.b.beds max; guest known; code even_length; last order";
        CHECK(listed([&] { bad.validate(); }) == all);
        CHECK(listed([&] { tenon::Record(bad).save(); }) == all);
        CHECK(stays.count() == 0);
        try {
            stays.create({{"code", "abc"}});
            FAIL("it was created");
        } catch (const tenon::ValidationError& error) {
            REQUIRE(error.find("guest") != nullptr);
            CHECK(error.find("guest")->message == "Who comes?");
            CHECK(error.find("code")->message == "Odd.");
            CHECK_FALSE(error.find("code")->value.has_value());
            CHECK(error.find("last")->kind == "required");
        }
        auto made = stays.create({{"guest", " ada "},
                                  {"first", "2024-03-01"},
                                  {"last", "2024-03-02"},
                                  {"place", Document{{"city", " Bath "}}}});
        CHECK(made["guest"] == Value("ADA"));
        CHECK(*stays.get(1)["place"].as_document().find("city") == Value("Bath"));
        made.set("first", "2024-03-05");
        CHECK(listed([&] { made.save(); }) == "last order");
    });
}

TEST_CASE("run-time update queries are held to rules and checks") {
    on_each([](const tenon::Database& db) {
        const auto stays = define_stays(db);
        stays.create({{"guest", "ada"}, {"first", "2024-03-01"}, {"last", "2024-03-02"}});
        const auto update = [&](std::string_view name, const Value& value) {
            return listed([&] { stays.update(field("id") == 1, {{name, value}}); });
        };
        CHECK(update("guest", "eve") == "guest known");
        CHECK(update("guest", "") == "guest required");
        CHECK(update("guest", Value()) == "guest required");
        CHECK(update("code", "abc") == "code even_length");
        CHECK(update("place", Document{{"city", "Bath"}, {"floor", 10}}) == "place.floor max");
        CHECK(update("lines", Array{Document{{"qty", 0}}}) == "lines.0.qty min");
        CHECK(update("guest", " ada ").empty());
        CHECK(update("place", Document{{"city", " Bath "}}).empty());
        CHECK(stays.get(1)["guest"] == Value("ADA"));
        CHECK(*stays.get(1)["place"].as_document().find("city") == Value("Bath"));
    });
}

TEST_CASE("definitions refuse messages of what is no rule, and keys inside structures") {
    const auto db = tenon::open("memory:");
    CHECK(says(message_of<tenon::SchemaError>(
                   [&] { (void)db.define("A", {{"x", {.type = types::text, .messages = {{"requried", "?"}}}}}); }),
               {"`x`", "`requried`", "required, min"}));
    CHECK(says(
        message_of<tenon::SchemaError>([&] { (void)types::structure({{"x", {.type = types::text, .unique = true}}}); }),
        {"`x` can't be a key"}));
    CHECK(
        says(message_of<tenon::SchemaError>([&] { (void)types::structure({{"x", {.type = types::text, .min = 1}}}); }),
             {"`x`", ".min"}));
}

TEST_CASE("run-time values are cast or refused, never guessed, with their whole path") {
    const auto db = tenon::open("memory:");
    const auto stays = define_stays(db);
    const auto refused = [&](std::string_view name, const Value& value) -> std::vector<std::string> {
        try {
            (void)stays.build({{name, value}});
        } catch (const tenon::CastError& error) {
            return error.fields();
        }
        return {"nothing was thrown"};
    };
    const auto quantity = [](const Value& value) {
        return Value(Array{Document{{"qty", 1}}, Document{{"qty", 2}}, Document{{"qty", value}}});
    };
    const auto sold = [](const Value& value) { return Value(Array{Document{{"qty", 1}, {"sold", value}}}); };
    for (const Value& value : {Value(""), Value("2 pieces"), Value(2.5), Value("2.5"), Value(true),
                               Value(3'000'000'000), Value(" 2"), Value("two"), Value(Array{})})
        CHECK(refused("lines", quantity(value)) == std::vector<std::string>{"lines.2.qty"});
    for (const Value& value : {Value(2), Value(""), Value("True"), Value("YES"), Value("on"), Value(1.0)})
        CHECK(refused("lines", sold(value)) == std::vector<std::string>{"lines.0.sold"});
    CHECK(refused("lines", Array{Document{{"qtty", 1}}}) == std::vector<std::string>{"lines.0.qtty"});
    CHECK(refused("lines", Document{}) == std::vector<std::string>{"lines"});
    CHECK(refused("rooms", Document{{"a", Document{{"beds", "four"}}}}) == std::vector<std::string>{"rooms.a.beds"});
    for (const char* date : {"2024-02-30", "2023-02-29", "2024-13-01", "2024-2-1", "01/02/2024", "2024-02-01 ", ""})
        CHECK(refused("first", date) == std::vector<std::string>{"first"});
    CHECK(refused("guest", 5) == std::vector<std::string>{"guest"});

    const auto cast = stays.build({{"lines", Array{Document{{"qty", "2"}, {"sold", "yes"}}, Document{{"qty", 2.0}}}}});
    CHECK(cast["lines"].as_array()[0] == Value(Document{{"qty", 2}, {"sold", true}}));
    CHECK(*cast["lines"].as_array()[1].as_document().find("qty") == Value(2));
    for (const Value& yes : {Value(true), Value(1), Value("true"), Value("1"), Value("yes")})
        CHECK(*stays.build({{"lines", sold(yes)}})["lines"].as_array()[0].as_document().find("sold") == Value(true));
    for (const Value& no : {Value(false), Value(0), Value("false"), Value("0"), Value("no")})
        CHECK(*stays.build({{"lines", sold(no)}})["lines"].as_array()[0].as_document().find("sold") == Value(false));
}

TEST_CASE("a run-time record comes from JSON by the same rules") {
    on_each([](const tenon::Database& db) {
        const auto stays = define_stays(db);
        auto stay = stays.from_json(
            R"({"guest": "ada", "first": "2024-02-28", "last": "2024-02-29", "place": null, "lines": [{"qty": "3"}]})");
        CHECK(stay.save());
        CHECK(*stays.get(1)["lines"].as_array()[0].as_document().find("qty") == Value(3));
        const auto refused = [&](std::string_view text) {
            return message_of<tenon::CastError>([&] { (void)stays.from_json(text); });
        };
        CHECK(says(refused(R"({"lines": [{"qty": 1}, {"qty": ""}]})"), {"Stay: `lines.1.qty` must be a whole number"}));
        CHECK(says(refused(R"({"last": "2024-02-30"})"), {"Stay: `last` must be an existing date"}));
        CHECK(says(refused(R"({"gest": "ada"})"), {"`gest` is not a field; did you mean `guest`?"}));
        CHECK(says(refused("[]"), {"Stay: the JSON must be an object."}));
        CHECK(refused("{") != "nothing was thrown");
    });
}

namespace {

enum class Size { small, large };

struct Part {
    std::string name{};
    int count = 1;
};

struct Kit {
    std::int64_t id = 0;
    std::string name = "kit";
    std::optional<double> weight{};
    Size size = Size::large;
    std::optional<tenon::Date> made{};
    tenon::Decimal price{};
    std::vector<Part> parts{};
    Part spare{"screw", 7};
    tenon::Json extra{};

    static void describe(tenon::Schema<Kit>& kit) { kit.field(f<&Kit::price>).precision(9, 2); }
};

}  // namespace

TEST_CASE("a typed object comes from JSON by the same rules") {
    const auto db = tenon::open("memory:");
    const auto kits = db.model<Kit>();
    const Kit kit = kits.from_json(R"({"name": "box", "weight": "1.5", "size": "small", "made": "2024-02-29",
        "price": 9.99, "parts": [{"name": "nut"}, {"name": "bolt", "count": "4"}], "spare": {"name": "nail"},
        "extra": {"a": [1, null]}})");
    CHECK(kit.name == "box");
    CHECK(kit.weight == 1.5);
    CHECK(kit.size == Size::small);
    CHECK(kit.made->iso() == "2024-02-29");
    CHECK(kit.price.to_string() == "9.99");
    REQUIRE(kit.parts.size() == 2);
    CHECK(kit.parts[0].count == 1);
    CHECK(kit.parts[1].count == 4);
    CHECK(kit.spare.name == "nail");
    CHECK(kit.spare.count == 7);
    CHECK(kit.extra.to_string() == R"({"a":[1,null]})");
    CHECK(kits.from_json("{}").name == "kit");
    CHECK(kits.from_json(kits.to_json(kit)).parts.size() == 2);

    const auto refused = [&](std::string_view text) {
        return message_of<tenon::CastError>([&] { (void)kits.from_json(text); });
    };
    CHECK(
        says(refused(R"({"parts": [{"count": 1}, {"count": 1.5}]})"), {"Kit: `parts.1.count` must be a whole number"}));
    CHECK(says(refused(R"({"name": null})"), {"Kit: `name` must not be empty"}));
    CHECK(says(refused(R"({"spare": {"count": null}})"), {"Kit: `spare.count` must not be empty"}));
    CHECK(says(refused(R"({"size": "medium"})"), {"`size` must be one of small, large"}));
    CHECK(says(refused(R"({"made": "2024-02-30"})"), {"`made` must be an existing date"}));
    CHECK(says(refused(R"({"price": 9.999})"), {"`price` keeps 9 digits"}));
    CHECK(says(refused(R"({"spare": {"nmae": "x"}})"), {"`spare.nmae` is not a field", "`name`"}));
    CHECK(says(refused(R"({"weigth": 1})"), {"`weigth` is not a field", "`weight`"}));
}
