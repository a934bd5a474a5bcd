#include <doctest/doctest.h>

#include "bson/storage.hpp"
#include "commands.hpp"
#include <tenon/error.hpp>

using namespace tenon;
using namespace tenon::test;
using bson::stored;

namespace {

std::string text_of(const bson::Template& node) { return bson::extended_json(node); }

schema::Model with(schema::Type made, std::string column = "it") {
    schema::Model one = model("Thing", "things", {field("id", type(BaseType::int64)), field("it", std::move(made))});
    one.fields[1].column = std::move(column);
    return one;
}

}  // namespace

TEST_CASE("the single key is _id, and a composite key keeps its columns") {
    schema::Model one = with(type(BaseType::text), "column");
    CHECK(bson::stored_name(one, 0) == "_id");
    CHECK(bson::stored_name(one, 1) == "column");
    one.key = {0, 1};
    CHECK(bson::stored_name(one, 0) == "id");
}

TEST_CASE("what MongoDB can't hold is a SchemaError that names the fix") {
    schema::Type fine = type(BaseType::timestamp);
    fine.precision = 6;
    CHECK_THROWS_WITH_AS(bson::check_model(with(fine)), doctest::Contains("precision(3)"), SchemaError);
    CHECK_THROWS_WITH_AS(bson::check_model(with(array_of(fine))), doctest::Contains("precision(3)"), SchemaError);
    CHECK_THROWS_WITH_AS(bson::check_model(with(decimal(35, 2))), doctest::Contains("34 digits"), SchemaError);
    for (const char* name : {"$set", "a.b", "", "_id", "__tenon_order0"}) {
        CHECK_THROWS_AS(bson::check_model(with(type(BaseType::text), name)), SchemaError);
    }
    CHECK_NOTHROW(bson::check_model(with(decimal(34, 34))));
}

TEST_CASE("a statement is refused for the fields that it names") {
    schema::Type fine = type(BaseType::timestamp);
    fine.precision = 6;
    const schema::Model one = with(fine);
    const Code other = where(op(Op::eq, {named("id"), value(1)}));
    const Code bound = where(op(Op::lt, {named("it"), value(Timestamp(1), BaseType::timestamp)}));
    CHECK_THROWS_AS(bson::compile(prepare(one, ir::Verb::all, bound)), SchemaError);
    CHECK_NOTHROW(bson::compile(prepare(one, ir::Verb::count, other)));
}

TEST_CASE("nested values are stored by their declared types, without their empties") {
    const schema::Model& person = shop().person;
    const auto member = [&](const char* name) { return &person.find_field(name)->type; };
    CHECK(text_of(stored(Document{{"zip", Value()}, {"city", "Ulm"}, {"other", 1}}, BaseType::structure,
                         member("home"))) == R"({"city":"Ulm"})");
    CHECK(text_of(stored(Array{Document{{"qty", 2}, {"sku", "x"}}}, BaseType::array, member("lines"))) ==
          R"([{"sku":"x","qty":{"$numberInt":"2"}}])");
    CHECK(text_of(stored(Document{{"type", "Square"}, {"value", 2}}, BaseType::variant, member("shape"))) ==
          R"({"type":"Square","value":{"$numberInt":"2"}})");
    CHECK_THROWS_AS(stored(Document{{"type", "Cube"}, {"value", 2}}, BaseType::variant, member("shape")), CastError);
}

TEST_CASE("a Json keeps its numbers as they are") {
    CHECK(text_of(stored(Document{{"a", 1}, {"b", 1.0}, {"c", Value()}}, BaseType::json, nullptr)) ==
          R"({"a":{"$numberLong":"1"},"b":{"$numberDouble":"1.0"},"c":null})");
    CHECK_THROWS_AS(stored(Array{UINT64_MAX}, BaseType::json, nullptr), CastError);
}

TEST_CASE("enumerations are labels, instants are floored to milliseconds") {
    const schema::Type mood = enumeration({"sad", "glad"});
    CHECK(text_of(stored("glad", BaseType::enumeration, &mood)) == R"("glad")");
    CHECK(text_of(stored(1, BaseType::enumeration, &mood)) == R"("glad")");
    CHECK_THROWS_AS(stored(5, BaseType::enumeration, &mood), CastError);
    CHECK(text_of(stored(Timestamp(-1), BaseType::timestamp, nullptr)) == R"({"$date":{"$numberLong":"-1"}})");
}
