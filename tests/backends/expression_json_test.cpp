// Generated fields and parts of indexes of run-time models that are described in JSON.

#include <algorithm>
#include <string>
#include <utility>

#include "support/backends.hpp"

using namespace backends;
using tenon::field;
using tenon::Json;

namespace {

std::string sentence_of(const std::string& json) {
    try {
        (void)tenon::open("memory:").define(Json::parse(json));
    } catch (const tenon::SchemaError& error) {
        return error.what();
    }
    return "it was defined";
}

}  // namespace

TEST_CASE("generated fields and parts of indexes are described by expressions") {
    constexpr std::string_view sale = R"({"name": "Sale", "fields": {
        "total": {"type": "int64", "required": true, "generated": {"$multiply": ["$seats", {"$add": ["$price", 1]}]}},
        "label": {"type": "text", "generated": {"$concat": [{"$toUpper": "$buyer"}, {"$literal": "$"}, "$place"]}},
        "called": {"type": "text", "required": true, "generated": {"$ifNull": ["$nick", "$buyer", "nobody"]}},
        "share": {"type": "real", "generated": {"$divide": ["$price", "$seats"]}},
        "part": {"type": "real", "generated": {"$divide": [7, "$seats"]}},
        "left": {"type": "int64", "generated": {"$subtract": [100, "$seats"]}},
        "odd": {"type": "int32", "generated": {"$mod": ["$seats", 3]}},
        "short": {"type": "text", "generated": {"$substrCP": [{"$trim": {"input": "$buyer"}}, 0, 2]}},
        "plain": {"type": "text", "generated": {"$replaceAll": {"input": {"$toLower": "$place"}, "find": "a", "replacement": "_"}}},
        "letters": {"type": "int32", "generated": {"$strLenCP": ["$place"]}},
        "copy": {"type": "int64", "generated": "$seats"},
        "seats": {"type": "int64", "required": true}, "price": {"type": "int64", "required": true},
        "buyer": {"type": "text", "alias": "who"}, "nick": "text", "place": "text"},
        "indexes": [{"keys": [{"expression": {"$toLower": "$who"}, "descending": true}, "place"], "unique": true},
                    {"keys": [{"expression": {"$add": ["$id", "$seats"]}}], "where": {"seats": {"$gt": 5}}}]})";
    on_each([&](const tenon::Database& db) {
        const auto sales = db.define(Json::parse(sale));
        db.sync();
        CHECK(db.check("Sale").empty());
        const tenon::Record made = sales.create({{"seats", 4}, {"price", 6}, {"buyer", " Ada"}, {"place", "Barth"}});
        CHECK(made.to_json() ==
              R"({"id":1,"total":28,"label":" ADA$Barth","called":" Ada","share":1.5,"part":1.75,"left":96,"odd":1,)"
              R"("short":"Ad","plain":"b_rth","letters":5,"copy":4,"seats":4,"price":6,"buyer":" Ada","nick":null,)"
              R"("place":"Barth"})");
        CHECK_THROWS_AS(sales.create({{"seats", 1}, {"price", 1}, {"buyer", " ADA"}, {"place", "Barth"}}),
                        tenon::UniqueViolation);
        const tenon::Record none = sales.create({{"seats", 0}, {"price", 1}});
        CHECK(none["called"].as_text() == "nobody");
        CHECK(none["share"].is_empty());
        CHECK(none["label"].is_empty());
        CHECK(sales.update(field("id") == 2, {{"seats", 3}}) == 1);
        CHECK(sales.get(2)["total"].as_int64() == 6);
        CHECK_THROWS_AS(sales.update(field("id") == 2, {{"total", 3}}), tenon::Error);
    });
}

TEST_CASE("what a database can't compute in a table's definition is refused when the table is made") {
    const auto model = [](const std::string& type, const std::string& expression) {
        return Json::parse(R"({"name": "A", "fields": {"n": "int64", "x": "real", "fee": {"type": {"decimal": [8, 2]}},
            "g": {"type": )" +
                           type + R"(, "generated": )" + expression + "}}}");
    };
    const std::pair<Json, const char*> all[] = {
        {model(R"("int64")", R"({"$abs": "$n"})"), "7"},
        {model(R"("real")", R"({"$floor": "$x"})"), "-3"},
        {model(R"("real")", R"({"$ceil": ["$x"]})"), "-2"},
        {model(R"({"decimal": [10, 4]})", R"({"$multiply": ["$fee", 0.5]})"), "\"1.2500\""}};
    for (const auto& [json, expected] : all) {
        const auto memory = tenon::open("memory:");
        const auto made = memory.define(json);
        memory.sync();
        const std::string row = made.create({{"n", -7}, {"x", -2.5}, {"fee", "2.50"}}).to_json();
        CHECK(row.ends_with(R"("g":)" + std::string(expected) + "}"));
        const auto sqlite = tenon::open("sqlite::memory:");
        (void)sqlite.define(json);
        CHECK_THROWS_WITH_AS(sqlite.sync(),
                             "a table's definition can't use what the database computes by a function of Tenon's own: "
                             "other programs would not have it",
                             tenon::SchemaError);
    }
}

TEST_CASE("described expressions are those of C++") {
    const auto db = tenon::open("memory:");
    const auto from_json = db.define(Json::parse(R"({"name": "A", "fields": {"n": "int64", "s": "text",
        "sum": {"type": "int64", "generated": {"$add": ["$n", "$n", "$id"]}},
        "both": {"type": "text", "generated": {"$concat": ["$s", {"$toLower": "$s"}]}}},
        "indexes": [{"keys": ["n", {"expression": {"$strLenCP": "$s"}, "descending": true}]}]})"));
    const auto defined = tenon::open("memory:").define(
        "A",
        {{"n", {tenon::types::int64}},
         {"s", {tenon::types::text}},
         {"sum", {.type = tenon::types::int64, .generated = field("n") + field("n") + field("id")}},
         {"both", {.type = tenon::types::text, .generated = field("s").concat(field("s").lower())}}},
        {.indexes = {{.keys = {"n", field("s").length().desc()}}}});
    const auto is_same = [](const tenon::ir::Code& a, const tenon::ir::Code& b) {
        return !a.nodes.empty() && a.nodes == b.nodes && a.names == b.names && a.values == b.values;
    };
    for (const char* name : {"sum", "both"})
        CHECK(is_same(from_json.schema().find_field(name)->generated, defined.schema().find_field(name)->generated));
    const auto& parts = from_json.schema().indexes.at(0).parts;
    CHECK(is_same(parts.at(1).expression, defined.schema().indexes.at(0).parts.at(1).expression));
    CHECK(parts.at(1).descending);
}

TEST_CASE("what is wrong with an expression is said with its path") {
    const auto cut = [](const std::string& sentence) {
        return sentence.substr(std::min(sentence.size(), std::string("The description of a model, ").size()));
    };
    const auto of = [&](const std::string& expression, const std::string& type = R"("int64")") {
        return cut(sentence_of(
            R"({"name": "A", "fields": {"n": "int64", "s": "text", "t": {"type": {"array": "text"}}, "d": "date", "o": {"type": {"structure": {"x": "int32"}}}, "g": {"type": )" +
            type + R"(, "generated": )" + expression + "}}}"));
    };
    const std::string g = "fields.g.generated";
    CHECK(of(R"("$n")") == cut("it was defined"));
    CHECK(of(R"("$m")") == g + ": there is no field `m`; did you mean `n`?");
    CHECK(of(R"("n")") == g + ": a field is needed, as \"$name\": of constants alone nothing is computed.");
    CHECK(of(R"("$g")") == g + ": `g` is generated itself: say here what it is computed of.");
    CHECK(of("1") == g + ": a field as \"$name\", or an object with one operator is needed.");
    CHECK(of(R"("$t")") == g + ": an expression is computed of single values, and `t` is of type array.");
    CHECK(of(R"("$o.y")") == g + ": there is no member `y`; did you mean `x`?");
    CHECK(of(R"("$s")") == g + ": the expression is of type text, and the field of type int64.");
    CHECK(of("{}").starts_with(g + ": one operator is needed, and no more; the operators are $add, "));
    CHECK(of(R"({"$add": ["$n", 1], "$abs": "$n"})").starts_with(g + ": one operator is needed, and no more; "));
    CHECK(of(R"({"$where": "1"})").starts_with(g + ".$where: the operators are $add, "));
    CHECK(of(R"({"$add": ["$n"]})") == g + ".$add: an array of 2 to 100 values is needed.");
    CHECK(of(R"({"$add": "$n"})") == g + ".$add: an array is needed.");
    CHECK(of(R"({"$mod": ["$n", 1, 2]})") == g + ".$mod: an array of 2 values is needed.");
    CHECK(of(R"({"$abs": []})") == g + ".$abs: an array of 1 value is needed.");
    CHECK(of(R"({"$add": ["$n", {"$abs": "$s"}]})") ==
          g + ".$add.1.$abs: a number is needed, and this is of type text.");
    CHECK(of(R"({"$concat": ["$s", "$n"]})", R"("text")") ==
          g + ".$concat.1: a text is needed, and this is of type int64.");
    CHECK(of(R"({"$add": ["$n", true]})") ==
          g + ".$add.1: a field as \"$name\", a number, a text, or an object with one operator is needed.");
    CHECK(of(R"({"$add": [1, 2]})") ==
          g + ".$add: a field is needed, as \"$name\": of constants alone nothing is computed.");
    CHECK(of(R"({"$add": [1, 2, "$n"]})") ==
          g + ".$add.1: two constants stand side by side: compute them, or put a field between.");
    CHECK(of(R"({"$ifNull": ["$n", "none"]})") ==
          g + ".$ifNull.1: the values are of one type, and this is of type text, not int64.");
    CHECK(of(R"({"$trim": {"input": "$s", "chars": "x"}})") == g + ".$trim.chars: there is no such key.");
    CHECK(of(R"({"$trim": {}})") == g + ".$trim.input: a value is needed.");
    CHECK(of(R"({"$trim": {"input": "$n"}})") == g + ".$trim.input: a text is needed, and this is of type int64.");
    CHECK(of(R"({"$substrCP": ["$s", 0]})") == g + ".$substrCP: [text, from, how many] is needed.");
    CHECK(of(R"({"$substrCP": ["$s", -1, 2]})").starts_with(g + ".$substrCP.1: "));
    CHECK(of(R"({"$replaceAll": {"input": "$s", "find": "$s", "replacement": ""}})") ==
          g + ".$replaceAll.find: a constant text is needed.");
    CHECK(
        sentence_of(
            R"({"name": "A", "fields": {"x": {"type": {"structure": {"a": {"type": "int64", "generated": "$id"}}}}}})")
            .find("`a` can't be a key, an index or a reference, hidden, immutable, read-only, generated") !=
        std::string::npos);
    const auto of_part = [&](const std::string& part) {
        return cut(
            sentence_of(R"({"name": "A", "fields": {"n": "int64"}, "indexes": [{"keys": ["n", )" + part + "]}]}"));
    };
    CHECK(of_part(R"({"expression": {"$toLower": "$n"}})") ==
          "indexes.0.keys.1.expression.$toLower: a text is needed, and this is of type int64.");
    CHECK(of_part(R"({"expression": "$m"})") ==
          "indexes.0.keys.1.expression: there is no field `m`; did you mean `n`?");
    CHECK(of_part(R"({"descending": true})") ==
          "indexes.0.keys.1.field: a part of an index names a field, or has an expression.");
    CHECK(of_part(R"({"field": "n", "expression": "$n"})") ==
          "indexes.0.keys.1: a part of an index names a field, or has an expression.");
}
