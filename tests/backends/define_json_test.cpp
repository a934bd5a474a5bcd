// Run-time models described in JSON.

#include "support/backends.hpp"
#include "support/changed_json.hpp"

using namespace backends;
using tenon::field;
using tenon::Json;

namespace {

constexpr std::string_view described = R"({
    "name": "Guest", "table": "party", "timestamps": true, "comment": "Who comes",
    "fields": {
        "name": {"type": "text", "required": true, "trim": true, "max_length": 20, "messages": {"required": "Who?"}},
        "email": {"type": "text", "unique": true, "lowercase": true, "matches": "@"},
        "age": {"type": "int32", "min": 0, "max": 150, "index": true},
        "born": {"type": "date", "min": "1900-01-01"},
        "fee": {"type": {"decimal": [8, 2]}, "default": "1.50"},
        "role": {"type": {"enumeration": ["host", "friend"]}, "default": "friend", "immutable": true},
        "tags": {"type": {"array": {"type": "text", "trim": true, "min_length": 1}}, "max_length": 3},
        "levels": {"type": {"map": {"optional": "uint8"}}},
        "left": {"type": "timestamp", "precision": 6, "stored_as_text": true},
        "notes": {"type": {"map": {"array": "int64"}}},
        "home": {"type": {"structure": {"city": {"type": "text", "required": true}, "floor": "int32"}}},
        "size": {"type": "text", "one_of": ["S", "M"]},
        "pin": {"type": "text", "hidden": true, "column": "secret_pin"},
        "host": {"type": "int64", "references": "Guest", "on_delete": "set_null"},
        "stamp": {"type": "text", "read_only": true},
        "extra": "json",
        "called": {"type": "text", "alias": "nickname", "folded": true},
        "badge": {"type": "text", "generated": {"$concat": [{"$toUpper": "$name"}, {"$ifNull": ["$size", "?"]}]}},
        "left_years": {"type": "int64", "generated": {"$subtract": [150, "$age"]}}
    },
    "has_many": {"brought": {"model": "Guest", "field": "host", "on_delete": "set_null"}},
    "has_one": {"coat": {"model": "Coat", "field": "owner"}},
    "indexes": [{"keys": ["role", {"field": "age", "descending": true}], "name": "by_role"},
                {"keys": ["size"], "where": {"age": {"$gte": 18, "$not": {"$in": [99, null]}}}},
                {"keys": [{"expression": {"$substrCP": ["$name", 0, 3]}, "descending": true}]}],
    "constraints": {"adult": {"$or": [{"role": "friend"}, {"age": {"$gt": 17}}]},
                    "homes": {"$nor": [{"email": "nowhere@x.org"}, {"$and": [{"born": null}, {"size": {"$exists": true}}]}]}}
})";

std::string sentence_of(const std::string& json) {
    try {
        (void)tenon::open("memory:").define(Json::parse(json));
    } catch (const tenon::SchemaError& error) {
        return error.what();
    }
    return "it was defined";
}
std::string of_field(const std::string& json) { return sentence_of(R"({"name": "A", "fields": {"x": )" + json + "}}"); }

}  // namespace

TEST_CASE("a model is defined by JSON") {
    on_each([](const tenon::Database& db) {
        const auto guests = db.define(Json::parse(described));
        db.sync();
        const tenon::Record made = guests.create({{"name", " Ada "},
                                                  {"email", "ADA@x.org"},
                                                  {"age", 36},
                                                  {"tags", tenon::Array{"a"}},
                                                  {"home", tenon::Document{{"city", "Bath"}}},
                                                  {"notes", tenon::Document{{"n", tenon::Array{1}}}},
                                                  {"pin", "1234"}});
        CHECK(made["name"].as_text() == "Ada");
        CHECK(made["email"].as_text() == "ada@x.org");
        CHECK(made["role"].as_text() == "friend");
        const tenon::Record read = guests.get(made["id"]);
        CHECK(read["fee"].if_decimal()->to_string() == "1.50");
        CHECK(read["pin"].is_empty());
        CHECK(!read["created_at"].is_empty());
        CHECK(guests.find(field("home.city") == "Bath").count() == 1);
        CHECK(db.model("Guest").count() == 1);
        CHECK(guests.schema().table == "party");
        CHECK(guests.schema().indexes.at(2).name == "by_role");
        CHECK(guests.schema().indexes.at(3).name == "party_size");
        CHECK(guests.schema().indexes.at(4).parts.at(0).descending);
        CHECK(read["badge"].as_text() == "ADA?");
        CHECK(read["left_years"].as_int64() == 114);
        try {
            guests.create({{"name", ""}, {"age", 151}, {"born", "1899-12-31"}, {"size", "L"}});
            FAIL("it was created");
        } catch (const tenon::ValidationError& error) {
            CHECK(error.failures().size() == 4);
            CHECK(error.find("name")->message == "Who?");
        }
    });
}

TEST_CASE("relations are described by JSON") {
    on_each([](const tenon::Database& db) {
        const auto guests = db.define(Json::parse(described));
        const auto coats = db.define(Json::parse(
            R"({"name": "Coat", "version": true,
                "fields": {"owner": {"type": "int64", "references": "Guest", "on_delete": "cascade"}}})"));
        db.sync();
        guests.create({{"name", "Ada"}});
        guests.create({{"name", "Bob"}, {"host", 1}});
        CHECK(coats.create({{"owner", 2}})["version"].as_int64() == 1);
        const tenon::Record ada = guests.find(field("brought").any()).include(field("brought").include("coat")).one();
        CHECK(ada["name"].as_text() == "Ada");
        REQUIRE(ada.related("brought").size() == 1);
        CHECK((*ada.related("brought")[0].one("coat"))["owner"].as_int64() == 2);
        CHECK(coats.find(field("owner").any(field("host").any(field("name") == "Ada"))).count() == 1);
        CHECK(guests.remove(field("name") == "Ada") == 1);
        CHECK(guests.get(2)["host"].is_empty());
    });
    const auto of = [](const std::string& relation) {
        return sentence_of(R"({"name": "A", "fields": {"x": "text"}, "has_many": {"y": )" + relation + "}}");
    };
    CHECK(of(R"({"field": "x"})") == "The description of a model, has_many.y.model: a relation names the other model.");
    CHECK(of(R"({"model": "B"})") == "The description of a model, has_many.y.field: a relation names the other model's "
                                     "field that refers to this one.");
    CHECK(of(R"({"model": "B", "field": 1})") ==
          "The description of a model, has_many.y.field: a text is needed, and not an empty one.");
    CHECK(of(R"({"model": "B", "field": "a", "on_delete": "drop"})") ==
          "The description of a model, has_many.y.on_delete: restrict, cascade or set_null is needed.");
    CHECK(of(R"({"mode": "B"})") ==
          "The description of a model, has_many.y.mode: there is no such key; did you mean `model`?");
}

TEST_CASE("models that refer to each other are described together") {
    on_each([](const tenon::Database& db) {
        const auto models = db.define_all(Json::parse(R"([
            {"name": "Team", "fields": {"name": "text", "captain": {"type": "int64", "references": "Player"}},
             "has_many": {"players": {"model": "Player", "field": "team"}}},
            {"name": "Player", "fields": {"name": "text", "team": {"type": "int64", "references": "Team"}},
             "has_one": {"leads": {"model": "Team", "field": "captain"}}}])"));
        db.sync();
        REQUIRE(models.size() == 2);
        models[0].create({{"name", "Reds"}});
        models[1].create({{"name", "Ada"}, {"team", 1}});
        models[1].create({{"name", "Bob"}, {"team", 1}});
        CHECK(models[0].update(field("name") == "Reds", {{"captain", 2}}) == 1);
        CHECK_THROWS_AS(models[0].update(field("name") == "Reds", {{"captain", 9}}), tenon::ForeignKeyViolation);
        const auto bob = db.model("Player").find(field("leads").any()).include(field("leads").include("players")).one();
        CHECK(bob["name"].as_text() == "Bob");
        CHECK(bob.one("leads")->related("players").size() == 2);
    });
    const auto db = tenon::open("memory:");
    const auto of = [&](const std::string& json) {
        try {
            (void)db.define_all(Json::parse(json));
        } catch (const tenon::SchemaError& error) {
            return std::string(error.what());
        }
        return std::string("it was defined");
    };
    CHECK(of("{}") == "The description of a model, the whole: an array is needed.");
    CHECK(of(R"([{"name": "A", "fields": {"x": "text"}}, {"name": "B", "fields": {"x": "txt"}}])")
              .starts_with("The description of a model, 1.fields.x: there is no type `txt`"));
    CHECK(of(R"([{"name": "A", "fields": {"x": "text"}, "constraints": {"c": {"y": 1}}}])") ==
          "The description of a model, 0.constraints.c.y: there is no field `y`; did you mean `x`?");
    CHECK(of(R"([{"name": "A", "fields": {"x": "text"}}, {"fields": {"x": "text"}}])") ==
          "The description of a model, 1.name: a model needs a name.");
    CHECK_THROWS_AS((void)db.model("A"), tenon::QueryError);
    CHECK(of("[]") == "it was defined");
}

TEST_CASE("names of the library's fields are described fields") {
    const auto of = [](const std::string& options) {
        const std::string sentence =
            sentence_of(R"({"name": "A", "fields": {"made": "timestamp", "count": "int64"}, )" + options + "}");
        return sentence.substr(std::min(sentence.size(), std::string("The description of a model, ").size()));
    };
    CHECK(of(R"("timestamps": 1)") ==
          R"(timestamps: true or false is needed, or the names of fields: {"created": …, "updated": …}.)");
    CHECK(of(R"("timestamps": {})") == "timestamps.created: a field's name is needed.");
    CHECK(of(R"("timestamps": {"created": "made"})") == "timestamps.updated: a field's name is needed.");
    CHECK(of(R"("timestamps": {"created": "made", "updatd": "x"})") ==
          "timestamps.updatd: there is no such key; did you mean `updated`?");
    CHECK(of(R"("timestamps": {"created": "made", "updated": 1})") ==
          "timestamps.updated: a text is needed, and not an empty one.");
    CHECK(of(R"("timestamps": {"created": "made", "updated": "made"})") ==
          "timestamps.updated: it is the field of `created` already.");
    CHECK(of(R"("timestamps": {"created": "mode", "updated": "made"})") ==
          "timestamps.created: there is no field `mode`; did you mean `made`?");
    CHECK(of(R"("timestamps": {"created": "made", "updated": "modified_at"})") ==
          "timestamps.updated: there is no field `modified_at`; describe it among the fields.");
    CHECK(of(R"("version": 1)") == "version: true or false is needed, or the name of a field.");
    CHECK(of(R"("version": "cont")") == "version: there is no field `cont`; did you mean `count`?");
    CHECK(sentence_of(R"({"name": "A", "fields": {"count": "int64"}, "version": "count"})") ==
          "Model A: `count` counts the row's changes: it is of type int32, int64 or uint32, and required.");
}

TEST_CASE("what is wrong with a description is said with its path") {
    CHECK(sentence_of("[]") == "The description of a model, the whole: an object is needed.");
    CHECK(sentence_of("{}") == "The description of a model, name: a model needs a name.");
    CHECK(sentence_of(R"({"nam": "A"})") ==
          "The description of a model, nam: there is no such key; did you mean `name`?");
    CHECK(of_field(R"({"type": "txt"})")
              .starts_with("The description of a model, fields.x.type: there is no type `txt`"));
    CHECK(of_field(R"({})") == "The description of a model, fields.x.type: a field has a type.");
    CHECK(of_field(R"({"type": "date", "default_sql": "current_date"})") ==
          "The description of a model, fields.x.default_sql: a description holds no SQL, since it may come from "
          "outside: give a value as `default`, compute the field by `generated`, or define the model in C++, with "
          ".default_sql.");
    CHECK(of_field(R"({"type": "text", "requird": true})") ==
          "The description of a model, fields.x.requird: there is no such key; did you mean `required`?");
    CHECK(of_field(R"({"type": "text", "required": 1})") ==
          "The description of a model, fields.x.required: true or false is needed.");
    CHECK(of_field(R"({"type": "int32", "min": "low"})").starts_with("The description of a model, fields.x.min: "));
    CHECK(of_field(R"({"type": {"structure": {"a": {"type": {"array": "intt"}}}}})")
              .starts_with("The description of a model, fields.x.type.structure.a.type.array: there is no type"));
    CHECK(of_field(R"({"type": {"enumeration": ["a", "b", "a"]}})") ==
          "The description of a model, fields.x.type.enumeration.2: the label is there already.");
    CHECK(of_field(R"({"type": "text", "matches": "("})").starts_with("The description of a model, fields.x"));
    CHECK(of_field(R"({"type": {"decimal": [2, 3]}})") ==
          "The description of a model, fields.x.type.decimal.1: a whole number from 0 to 2 is needed.");
    CHECK(sentence_of(
              R"({"name": "A", "fields": {"x": "text"}, "indexes": [{"keys": [{"field": "x", "down": true}]}]})") ==
          "The description of a model, indexes.0.keys.0.down: there is no such key; there are field, expression, "
          "descending.");
}

TEST_CASE("every bad description is refused, and none does harm") {
    const auto [refused, defined] =
        define_each_change(described, [](const tenon::Database& db, Json changed) { (void)db.define(changed); });
    CHECK(refused > 500);
    CHECK(defined > 20);
}

TEST_CASE("constraints and indexes of some rows are described by conditions") {
    on_each([](const tenon::Database& db) {
        const auto seats = db.define(Json::parse(R"({
            "name": "Seat", "timestamps": true,
            "indexes": [{"keys": ["row", "number"], "unique": true, "where": {"gone": null, "state": {"$ne": "held"}}}],
            "constraints": {
                "row": {"row": {"$in": ["A", "B"]}},
                "number": {"number": {"$gte": 1, "$lte": "40"}},
                "price": {"$or": [{"price": {"$gt": "2.50"}}, {"$nor": [{"state": {"$nin": ["held"]}}]}]},
                "key": {"id": {"$exists": true}}
            },
            "fields": {"row": {"type": "text", "alias": "line"}, "number": "int32", "price": {"type": {"decimal": [8, 2]}},
                       "state": {"type": {"enumeration": ["held", "sold"]}}, "gone": "date"}
        })"));
        db.sync();
        const auto seat = [&](const char* row, int number, const char* price, const char* state) {
            return seats.create({{"line", row}, {"number", number}, {"price", price}, {"state", state}});
        };
        (void)seat("A", 1, "3.00", "sold");
        CHECK_THROWS_AS((void)seat("A", 1, "3.00", "sold"), tenon::UniqueViolation);
        (void)seat("A", 1, "1.00", "held");
        (void)seat("A", 1, "1.00", "held");
        const auto broken = [&](const char* row, int number, const char* price, const char* state) {
            try {
                (void)seat(row, number, price, state);
            } catch (const tenon::CheckViolation& error) {
                return error.constraint();
            }
            return std::string();
        };
        CHECK(broken("C", 2, "3.00", "sold") == "seats_row");
        CHECK(broken("A", 41, "3.00", "sold") == "seats_number");
        CHECK(broken("A", 3, "2.50", "sold") == "seats_price");
        CHECK(seats.find(field("line") == "A").count() == 3);
    });
}

TEST_CASE("a constraint looks into nested values where the database can") {
    const Json seat = Json::parse(R"({"name": "Seat", "fields": {"place": {"type": {"structure": {"floor": "int32"}}}},
                                      "constraints": {"place": {"place.floor": {"$not": {"$lt": 0}}}}})");
    const auto memory = tenon::open("memory:");
    const auto seats = memory.define(seat);
    memory.sync();
    (void)seats.create({{"place", tenon::Document{{"floor", 2}}}});
    CHECK_THROWS_AS((void)seats.create({{"place", tenon::Document{{"floor", -1}}}}), tenon::CheckViolation);
    const auto sqlite = tenon::open("sqlite::memory:");
    (void)sqlite.define(seat);
    CHECK_THROWS_WITH_AS(
        sqlite.sync(),
        "on SQLite a table's definition can't look into nested values: keep what it looks at in a field "
        "of its own",
        tenon::SchemaError);
}

TEST_CASE("what is wrong with a condition is said with its path") {
    const auto of = [](const std::string& condition) {
        const std::string sentence = sentence_of(
            R"({"name": "A", "fields": {"n": "int32", "s": "text", "b": {"type": {"enumeration": ["x"]}}, "t": {"type": {"array": "text"}}, "o": {"type": {"structure": {"x": "int32"}}}}, "constraints": {"c": )" +
            condition + "}}");
        return sentence.substr(std::min(sentence.size(), std::string("The description of a model, ").size()));
    };
    CHECK(of("{}") == "constraints.c: a condition names at least one field.");
    CHECK(of("[]") == "constraints.c: an object is needed.");
    CHECK(of(R"({"m": 1})") == "constraints.c.m: there is no field `m`; did you mean `n`?");
    CHECK(of(R"({"n": {"$gtt": 1}})") ==
          "constraints.c.n.$gtt: the operators are $eq, $ne, $gt, $gte, $lt, $lte, $in, $nin, $exists and $not.");
    CHECK(of(R"({"$where": "1"})") == "constraints.c.$where: between fields there are $and, $or, $nor and $expr.");
    CHECK(of(R"({"n": "many"})").starts_with("constraints.c.n: "));
    CHECK(of(R"({"n": {"$in": [1, "x"]}})").starts_with("constraints.c.n.$in.1: "));
    CHECK(of(R"({"n": {"$in": []}})") == "constraints.c.n.$in: at least one value is needed.");
    CHECK(of(R"({"n": {"$gt": null}})") == "constraints.c.n.$gt: a value is needed.");
    CHECK(of(R"({"b": {"$gt": "x"}})") == "constraints.c.b.$gt: values of type enumeration have no order.");
    CHECK(of(R"({"t": ["a"]})") == "constraints.c.t: a condition looks at single values, and `t` is of type array.");
    CHECK(of(R"({"o.y": 1})") == "constraints.c.o.y: there is no member `y`; did you mean `x`?");
    CHECK(of(R"({"o.x.z": 1})") == "constraints.c.o.x.z: there is no member `z`.");
    CHECK(of(R"({"$or": []})") == "constraints.c.$or: at least one condition is needed.");
    CHECK(of(R"({"$or": [{"n": 1}, {"n": {"$not": 2}}]})") == "constraints.c.$or.1.n.$not: an object is needed.");
    CHECK(of(R"({"n": {"$exists": 1}})") == "constraints.c.n.$exists: true or false is needed.");
}
