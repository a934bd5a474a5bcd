// Rules of what stands inside an array or a map of a run-time model: the same as those of a struct's.

#include <functional>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "support/backends.hpp"
#include "support/messages.hpp"

using namespace backends;
namespace types = tenon::types;
using tenon::Array;
using tenon::Document;
using tenon::field;
using tenon::Json;
using tenon::Value;

namespace {

struct Ring {
    double radius = 0;
};
struct Tin {
    std::int64_t id = 0;
    std::optional<std::vector<std::string>> tags{};
    std::optional<std::vector<std::int32_t>> marks{};
    std::optional<std::map<std::string, std::string>> names{};
    std::optional<std::vector<std::vector<std::int32_t>>> rows{};
    std::optional<std::vector<std::variant<std::int32_t, Ring>>> shapes{};
    std::optional<std::map<std::string, std::vector<std::string>>> lists{};
};
void describe(tenon::Schema<Ring>& ring) { ring.field(f<&Ring::radius>).min(1.0); }
void describe(tenon::Schema<Tin>& tin) {
    tin.table("tins_of_a_struct");
    tin.field(f<&Tin::tags>)
        .max_length(3)
        .each()
        .required()
        .trim()
        .lowercase()
        .min_length(2)
        .message("A tag is longer: {path}, {limit}.");
    tin.field(f<&Tin::marks>).each().min(1).max(6).one_of({1, 3, 4, 5, 7});
    tin.field(f<&Tin::names>).each().max_length(3).uppercase().matches("^[A-Z]*$");
    tin.field(f<&Tin::rows>).each().max_length(2).each().min(0);
    tin.field(f<&Tin::shapes>).each().alternative<std::int32_t>().max(9);
    tin.field(f<&Tin::lists>).each().min_length(1).each().max_length(2);
}

tenon::RecordModel define_boxes(const tenon::Database& db) {
    const auto ring = types::structure({{"radius", {.type = types::real, .required = true, .min = 1.0}}});
    const auto shape = types::variant({{"int32", {.type = types::int32, .max = 9}}, {"Ring", {ring}}});
    return db.define(
        "Box",
        {{"tags",
          {.type = types::array({.type = types::text,
                                 .required = true,
                                 .min_length = 2,
                                 .trim = true,
                                 .lowercase = true,
                                 .messages = {{"min_length", "A tag is longer: {path}, {limit}."}}}),
           .max_length = 3}},
         {"marks", {types::array({.type = types::int32, .min = 1, .max = 6, .one_of = {1, 3, 4, 5, 7}})}},
         {"names",
          {types::map(
              {.type = types::text, .max_length = 3, .matches = tenon::Pattern("^[A-Z]*$"), .uppercase = true})}},
         {"rows", {types::array({.type = types::array({.type = types::int32, .min = 0}), .max_length = 2})}},
         {"shapes", {types::array(shape)}},
         {"lists", {types::map({.type = types::array({.type = types::text, .max_length = 2}), .min_length = 1})}}});
}

tenon::RecordModel define_crates(const tenon::Database& db) {
    return db.define(Json::parse(R"({"name": "Crate", "fields": {
        "tags": {"type": {"array": {"type": "text", "required": true, "trim": true, "lowercase": true, "min_length": 2,
                                    "messages": {"min_length": "A tag is longer: {path}, {limit}."}}}, "max_length": 3},
        "marks": {"type": {"array": {"type": "int32", "min": 1, "max": 6, "one_of": ["1", 3, 4, 5, 7]}}},
        "names": {"type": {"map": {"type": "text", "max_length": 3, "uppercase": true, "matches": "^[A-Z]*$"}}},
        "rows": {"type": {"array": {"type": {"array": {"type": "int32", "min": 0}}, "max_length": 2}}},
        "shapes": {"type": {"array": {"variant": {"int32": {"type": "int32", "max": 9},
            "Ring": {"type": {"structure": {"radius": {"type": "real", "required": true, "min": 1}}}}}}}},
        "lists": {"type": {"map": {"type": {"array": {"type": "text", "max_length": 2}}, "min_length": 1}}}}})"));
}

std::string failures_of(const std::function<void()>& call) {
    try {
        call();
    } catch (const tenon::ValidationError& error) {
        std::string all;
        for (const tenon::Failure& failure : error.failures())
            all += (all.empty() ? "" : "; ") + failure.path + " " + failure.kind + " " + failure.limit.to_json() + " " +
                   failure.message;
        return all;
    }
    return "nothing was thrown";
}

std::string described(const std::string& type) {
    return message_of<tenon::SchemaError>([&] {
        (void)tenon::open("memory:").define(Json::parse(R"({"name": "A", "fields": {"x": {"type": )" + type + "}}}"));
    });
}

}  // namespace

TEST_CASE("a struct's model and run-time ones refuse the same elements, and change the same ones") {
    on_each([](const tenon::Database& db) {
        db.sync<Tin>();
        const auto tins = db.model<Tin>();
        const auto boxes = define_boxes(db);
        const auto crates = define_crates(db);
        db.sync();
        const auto both = [&](const std::string& json) {
            const std::string of_struct = failures_of([&] { (void)tins.create(tins.from_json(json)); });
            CHECK(failures_of([&] { boxes.from_json(json).save(); }) == of_struct);
            CHECK(failures_of([&] { boxes.from_json(json).validate(); }) == of_struct);
            CHECK(failures_of([&] { crates.from_json(json).save(); }) == of_struct);
            return of_struct;
        };
        CHECK(both(R"({"tags": ["red", "", " a "]})") ==
              "tags.1 required null `tags.1` is required.; tags.2 min_length 2 A tag is longer: tags.2, 2.");
        CHECK(both(R"({"tags": ["aa", "bb", "cc", "dd"]})").starts_with("tags max_length 3 "));
        CHECK(both(R"({"marks": [1, 7, 2]})").starts_with("marks.1 max 6 "));
        CHECK(both(R"({"marks": [1, 2]})").starts_with("marks.1 one_of [1,3,4,5,7] "));
        CHECK(both(R"({"names": {"de": "cup", "en": "tasse", "fr": "t4"}})").starts_with("names.en max_length 3 "));
        CHECK(both(R"({"names": {"de": "t4"}})").starts_with("names.de matches "));
        CHECK(both(R"({"rows": [[1, 2], [3, -1], [1, 2, 3]]})").find("rows.2 max_length 2 ") != std::string::npos);
        CHECK(both(R"({"rows": [[1, 2], [3, -1]]})").starts_with("rows.1.1 min 0 "));
        CHECK(both(R"({"shapes": [{"type": "int32", "value": 10}, {"type": "Ring", "value": {"radius": 0.5}}]})")
                  .starts_with("shapes.0.value max 9 "));
        CHECK(both(R"({"lists": {"a": [], "b": ["ab", "abc"]}})").find("lists.b.1 max_length 2 ") != std::string::npos);
        CHECK(tins.count() + boxes.count() + crates.count() == 0);

        const std::string fine = R"({"tags": [" Red ", "BLUE"], "marks": [5, 1], "names": {"en": "cup"}, "rows": [[0]],
                                     "shapes": [{"type": "int32", "value": 9}], "lists": {"a": ["b"]}})";
        CHECK(both(fine) == "nothing was thrown");
        const std::string kept = tins.to_json(tins.get(1));
        CHECK(kept.find(R"("tags":["red","blue"],"marks":[5,1],"names":{"en":"CUP"})") != std::string::npos);
        CHECK(boxes.get(1).to_json() == kept);
        CHECK(crates.get(1).to_json() == kept);
    });
}

TEST_CASE("updates of a struct's model and of run-time ones look at the rules of elements alike") {
    on_each([](const tenon::Database& db) {
        db.sync<Tin>();
        const auto tins = db.model<Tin>();
        const auto boxes = define_boxes(db);
        db.sync();
        auto box = boxes.create({{"tags", Array{"red"}}, {"names", Document{{"en", "cup"}}}});
        (void)tins.create({.tags = {{"red"}}, .names = {{{"en", "cup"}}}});
        const auto both = [&](const auto& of_struct, const tenon::RecordUpdate& change) {
            const std::string all = failures_of([&] { (void)tins.update(f<&Tin::id> == 1, of_struct); });
            CHECK(failures_of([&] { (void)boxes.update(field("id") == 1, change); }) == all);
            return all.substr(0, all.find(' ', all.find(' ') + 1));
        };
        using Texts = std::vector<std::string>;
        using Names = std::map<std::string, std::string>;
        const auto tags = field("tags");
        CHECK(both(f<&Tin::tags> = Texts{"red", "a"}, tags.set(Array{"red", "a"})) == "tags.1 min_length");
        CHECK(both(f<&Tin::tags>.push("a"), tags.push("a")) == "tags.0 min_length");
        CHECK(both(f<&Tin::tags>.push_all(Texts{"bb", " "}), tags.push_all({"bb", " "})) == "tags.1 required");
        CHECK(both(f<&Tin::tags>.add_to_set("a"), tags.add_to_set("a")) == "tags min_length");
        CHECK(both(f<&Tin::tags>.each().set("a"), tags.each().set("a")) == "tags min_length");
        CHECK(both(f<&Tin::marks>.push(8), field("marks").push(8)) == "marks.0 max");
        CHECK(both(f<&Tin::names> = Names{{"en", "cups"}}, field("names").set(Document{{"en", "cups"}})) ==
              "names.en max_length");
        CHECK(both(f<&Tin::tags>.push(" Blue "), tags.push(" Blue ")) == "nothing was");
        CHECK(both(f<&Tin::names> = Names{{"fr", "th"}}, field("names").set(Document{{"fr", "th"}})) == "nothing was");
        CHECK(tins.get(1).tags == Texts{"red", "blue"});
        CHECK(tins.to_json(tins.get(1)) == boxes.get(1).to_json());
        box.set("tags", Array{"red", "x"});
        CHECK(failures_of([&] { box.save(); }).starts_with("tags.1 min_length"));
        CHECK(failures_of([&] {
                  boxes.update(field("id") == 1, {{"tags", Array{"x"}}});
              }).starts_with("tags.0 min_length"));
    });
}

TEST_CASE("elements of run-time models have checks of their own, which may ask the database") {
    on_each([](const tenon::Database& db) {
        db.define("Word", {{"text", {.type = types::text, .required = true}}});
        const auto is_known = tenon::value_check(
            "known",
            [](const Value& word, const tenon::Transaction& tx) {
                return tx.model("Word").find(field("text") == word).exists();
            },
            "{path} is no word.");
        const auto is_odd = tenon::value_check("odd", [](const Value& size) { return size.as_int64() % 2 == 1; });
        const auto lines = db.define("Line", {{"words", {types::array({.type = types::text, .checks = {is_known}})}},
                                              {"sizes", {types::map({.type = types::int32, .checks = {is_odd}})}}});
        db.sync();
        db.model("Word").create({{"text", "tea"}});
        CHECK(failures_of([&] { lines.create({{"words", Array{"tea", "tee"}}, {"sizes", Document{{"s", 2}}}}); }) ==
              "words.1 known null words.1 is no word.; sizes.s odd null `sizes.s` fails the check `odd`.");
        CHECK(lines.create({{"words", Array{"tea"}}, {"sizes", Document{{"s", 3}}}})["id"].as_int64() == 1);
        CHECK(failures_of([&] {
                  lines.update(field("id") == 1, field("words").push("tee"));
              }).starts_with("words.0 known"));
    });
}

TEST_CASE("what is wrong with the description of elements is told") {
    CHECK(
        message_of<tenon::SchemaError>([] { (void)types::array({.type = types::int32, .trim = true}); }) ==
        "Model (an array): the option .trim, .lowercase or .uppercase of the field `element` is for text, and it is of "
        "type int32.");
    CHECK(message_of<tenon::SchemaError>([] {
              (void)types::map({.type = types::text, .unique = true});
          }).starts_with("Model (a map): `value` can't be a key, an index or a reference, "));
    CHECK(message_of<tenon::SchemaError>([] {
              (void)types::array({.type = types::text, .default_value = "a"});
          }).starts_with("Model (an array): `element` has no default and no column"));
    CHECK(message_of<tenon::SchemaError>([] {
              (void)types::array({.type = {}, .min = 1});
          }).starts_with("Model (an array): the field `element` has no type"));
    CHECK(message_of<tenon::SchemaError>([] {
              (void)types::array({.type = types::enumeration({{"low", 1}, {"high", 2}})});
          }).find("can't stand in an array") != std::string::npos);
    CHECK(message_of<tenon::SchemaError>([] {
              (void)tenon::open("memory:").define("A", {{"x", {types::array({.type = types::int32, .max = "many"})}}});
          }).starts_with("Model A: max() of `x`: "));
    CHECK(described(R"({"array": {"type": "int32", "max": "many"}})")
              .starts_with("The description of a model, fields.x.type.array.max: "));
    CHECK(described(R"({"array": {"type": "text", "unique": true}})")
              .starts_with(
                  "The description of a model, fields.x.type.array: Model (an array): `element` can't be a key"));
    CHECK(described(R"({"map": {"type": "text", "sise": 1}})")
              .starts_with("The description of a model, fields.x.type.map.sise: there is no such key; "));
    CHECK(described(R"({"map": {"max_length": 1}})")
              .starts_with("The description of a model, fields.x.type.map.max_length: there is no such key"));
    CHECK(described(R"({"map": {"type": {"array": {"type": "int64", "max": 3}}, "max_length": 2}})") ==
          "nothing was thrown");
}
