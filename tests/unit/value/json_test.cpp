#include <cmath>

#include <doctest/doctest.h>

#include <tenon/error.hpp>
#include <tenon/json.hpp>

using namespace tenon;

TEST_CASE("JSON keeps its numbers and the order of its names") {
    for (const char* text : {"null", "true", "[]", "{}", R"({"b":1,"a":[1.5,-2,"x",null]})", "9007199254740993",
                             "18446744073709551615", "-9223372036854775808", "1e+300", "0.1", "5e-324", "-0"}) {
        CAPTURE(text);
        CHECK(Json::parse(text).to_string() == text);
    }
    CHECK(Json::parse(" [ 1 , 2 ] ").to_string() == "[1,2]");
    CHECK(Json().to_string() == "null");
    CHECK(Json().is_null());
}

TEST_CASE("equal JSON is equal whatever the order and the spelling") {
    CHECK(Json::parse(R"({"a":1,"b":"\u00e9"})") == Json::parse("{\"b\":\"\xC3\xA9\",\"a\":1.0}"));
    CHECK(Json::parse("[1,2]") != Json::parse("[2,1]"));
    CHECK(Json::parse("1") != Json::parse("\"1\""));
    CHECK(Json::parse("1") != Json::parse("true"));
}

TEST_CASE("members are read, missing ones are null") {
    const Json json = Json::parse(R"({"a":{"b":[1]}})");
    CHECK(json["a"]["b"].to_string() == "[1]");
    CHECK(json["x"].is_null());
    CHECK(json["x"]["y"].is_null());
    CHECK(json["a"]["b"]["c"].is_null());
}

TEST_CASE("JSON that can't be kept is refused") {
    for (const char* text : {"{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}", "\"\\u0000\"", "\"\\ud800\"", "1e400",
                             "123456789012345678901", "", "[1,]", "NaN"}) {
        CAPTURE(text);
        CHECK_THROWS_AS((void)Json::parse(text), CastError);
    }
    CHECK_NOTHROW((void)Json::parse(std::string(1000, '[') + std::string(1000, ']')));
    CHECK_THROWS_AS((void)Json::parse(std::string(1001, '[') + std::string(1001, ']')), CastError);
}

TEST_CASE("a value that JSON has no word for is refused") {
    CHECK(Json(Document{{"a", Array{1, 2.5, "x", true, nullptr}}}).to_string() == R"({"a":[1,2.5,"x",true,null]})");
    const Value refused[] = {Bytes{},
                             Timestamp(),
                             Date(),
                             Time(),
                             Uuid(),
                             ObjectId(),
                             Decimal(1),
                             std::nan(""),
                             HUGE_VAL,
                             std::string("\xFF"),
                             std::string(1, '\0')};
    for (const Value& value : refused) {
        CAPTURE(name_of(value.kind()));
        CHECK_THROWS_AS(Json{value}, CastError);
        CHECK_THROWS_AS(Json(Array{value}), CastError);
        CHECK_THROWS_AS(Json(Document{{"a", value}}), CastError);
    }
    CHECK_THROWS_AS(Json(Document{{"\xFF", 1}}), CastError);
}
