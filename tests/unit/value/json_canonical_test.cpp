#include <doctest/doctest.h>

#include <tenon/error.hpp>

#include "value/json_canonical.hpp"

using namespace tenon;

TEST_CASE("equal nested values give equal bytes") {
    const char* table[][2] = {{"1", "1"},
                              {"1.0", "1"},
                              {"1e0", "1"},
                              {"10e-1", "1"},
                              {"-0", "0"},
                              {"-0.0", "0"},
                              {"-1.0", "-1"},
                              {"0.10", "0.1"},
                              {"1E2", "100"},
                              {"1e300", "1e+300"},
                              {"9007199254740993", "9007199254740993"},
                              {"9007199254740992.0", "9007199254740992"},
                              {"-9223372036854775808.0", "-9223372036854775808"},
                              {"18446744073709551615", "18446744073709551615"},
                              {"18446744073709551617", "18446744073709551617"},
                              {R"("\u00e9\/")", "\"\xC3\xA9/\""},
                              {R"("\u001F\u0009")", R"("\u001f\t")"},
                              {R"( { "b" : 1 , "a" : [ 2 , {} ] } )", R"({"a":[2,{}],"b":1})"},
                              {R"({"\u00e9":1,"z":2,"Z":3,"":4})", "{\"\":4,\"Z\":3,\"z\":2,\"\xC3\xA9\":1}"},
                              {"null", "null"},
                              {"[true,false]", "[true,false]"}};
    for (const auto& [json, canonical] : table) {
        CAPTURE(json);
        CHECK(canonical_json(json) == canonical);
        CHECK(canonical_json(canonical_json(json)) == canonical);
    }
}

TEST_CASE("values that are not equal give other bytes") {
    CHECK(canonical_json("1") != canonical_json("\"1\""));
    CHECK(canonical_json("9007199254740993") != canonical_json("9007199254740992"));
    CHECK(canonical_json("[1,2]") != canonical_json("[2,1]"));
    CHECK(canonical_json("{}") != canonical_json("[]"));
    CHECK(canonical_json("{\"a\":null}") != canonical_json("{}"));
}

TEST_CASE("a value has the canonical text of what is stored for it") {
    const Value value =
        Document{{"t", Timestamp(0)}, {"n", 9007199254740993}, {"d", Decimal::parse("1.10")}, {"a", 1.0}};
    CHECK(canonical_json(value) == canonical_json(value.to_json()));
    CHECK(canonical_json(value) == R"({"a":1,"d":"1.10","n":"9007199254740993","t":"1970-01-01T00:00:00Z"})");
}

TEST_CASE("what is no JSON has no canonical text") {
    CHECK_THROWS_AS((void)canonical_json("{"), CastError);
    CHECK_THROWS_AS((void)canonical_json(R"({"a":1,"a":1})"), CastError);
}
