#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include <doctest/doctest.h>

#include <tenon/error.hpp>

#include "value/cells.hpp"
#include "value/json_reader.hpp"

using namespace tenon;
using namespace std::string_view_literals;

namespace {

Value read(std::string_view json) {
    const std::vector<char> exact(json.begin(), json.end());  // so that a sanitizer sees a read beyond the end
    return to_value(Cell::of_json({exact.data(), exact.size()}));
}

// All of it is skipped, nothing read.
void skip(std::string_view json) {
    JsonReader reader(json);
    if (reader.shape() == NestedReader::Shape::scalar) {
        reader.scalar();
    } else {
        reader.enter();
        reader.leave();
    }
}

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

}  // namespace

TEST_CASE("JSON values are read in their kinds") {
    CHECK(read("null").is_empty());
    CHECK(read(" true ") == true);
    CHECK(read("false") == false);
    CHECK(read("\"\"") == "");
    CHECK(read("[]") == Array{});
    CHECK(read("{}") == Document{});
    CHECK(read("\t{ \"a\" : [ 1 , \"x\" ] ,\r\n\"b\":{\"c\":null}}") ==
          Document{{"a", Array{1, "x"}}, {"b", Document{{"c", nullptr}}}});
}

TEST_CASE("numbers are integers where one holds them, else doubles or decimals") {
    CHECK(read("0").kind() == Kind::integer);
    CHECK(read("-9223372036854775808") == std::numeric_limits<std::int64_t>::min());
    CHECK(read("9223372036854775807").kind() == Kind::integer);
    CHECK(read("9223372036854775808").kind() == Kind::unsigned_integer);
    CHECK(read("18446744073709551615") == std::numeric_limits<std::uint64_t>::max());
    CHECK(read("9007199254740993") == 9007199254740993);
    CHECK(read("1.0").kind() == Kind::real);
    CHECK(read("1e2") == 100.0);
    CHECK(read("-1.5E-3") == -0.0015);
    CHECK(read("0.1") == 0.1);
    CHECK(read("5e-324") == 5e-324);
    CHECK(read("1.7976931348623157e308") == 1.7976931348623157e308);
    CHECK(read("0e999") == 0.0);
    CHECK(read("0.000e-999") == 0.0);
    REQUIRE(read("-0").if_real() != nullptr);
    CHECK(std::signbit(*read("-0").if_real()));
    CHECK(std::signbit(*read("-0.0").if_real()));
}

TEST_CASE("whole numbers beyond 64 bits stay exact") {
    CHECK(read("1" + std::string(300, '0')).kind() == Kind::real);
    CHECK(read("1" + std::string(300, '0')) == 1e300);
    CHECK(read("123456789012345680000").kind() == Kind::real);
    CHECK(read("123456789012345683968").kind() == Kind::real);  // what the double holds exactly
    CHECK(read("-1180591620717411303424") == -1180591620717411303424.0);
    CHECK(read("18446744073709551616") == 18446744073709551616.0);
    CHECK(read("18446744073709551617").kind() == Kind::decimal);
    CHECK(read("18446744073709551617") == Decimal::parse("18446744073709551617"));
    CHECK(read("-9223372036854775809") == Decimal::parse("-9223372036854775809"));
    CHECK_THROWS_AS(read(std::string(77, '9')), CastError);
    CHECK_THROWS_AS(read("1" + std::string(400, '0')), CastError);
    CHECK_THROWS_AS(read("1e400"), CastError);
    CHECK_THROWS_AS(read("1e-400"), CastError);
}

TEST_CASE("text is decoded") {
    CHECK(read(R"("\"\\\/\b\f\n\r\t")") == "\"\\/\b\f\n\r\t");
    CHECK(read(R"("\u00e9")") == "\xC3\xA9");
    CHECK(read(R"("x\u00E9y\u20ACz")") == "x\xC3\xA9y\xE2\x82\xACz");
    CHECK(read(R"("\ud83d\ude00")") == "\xF0\x9F\x98\x80");
    CHECK(read(R"("\udbff\udfff")") == "\xF4\x8F\xBF\xBF");
    CHECK(read("\"\xC3\xA9\x7f\"") == "\xC3\xA9\x7f");
    CHECK(read(R"({"\u0061\n":1})") == Document{{"a\n", 1}});
}

TEST_CASE("what is no JSON is refused, read or skipped") {
    const std::string_view table[] = {"",
                                      " ",
                                      "nul",
                                      "nulll",
                                      "True",
                                      "tru",
                                      "1 2",
                                      "[1",
                                      "[1,",
                                      "[1,]",
                                      "[,1]",
                                      "[1 2]",
                                      "]",
                                      "[}",
                                      "{]",
                                      "{",
                                      "{\"a\"",
                                      "{\"a\":",
                                      "{\"a\":1",
                                      "{\"a\":1,",
                                      "{\"a\":1,}",
                                      "{a:1}",
                                      "{1:1}",
                                      "{\"a\" 1}",
                                      "{\"a\",1}",
                                      "{,}",
                                      "{\"a\":1 \"b\":2}",
                                      "[]]",
                                      "{}}",
                                      "01",
                                      "-01",
                                      "00",
                                      "-",
                                      "+1",
                                      ".5",
                                      "1.",
                                      "1.e5",
                                      "1e",
                                      "1e+",
                                      "--1",
                                      "0x1",
                                      "NaN",
                                      "Infinity",
                                      "-Infinity",
                                      "1_0",
                                      "'a'",
                                      "\"",
                                      "\"a",
                                      "\"\\",
                                      "\"\\\"",
                                      "\"\\x\"",
                                      "\"\\u",
                                      "\"\\u00\"",
                                      "\"\\u00g0\"",
                                      "\"\\u 123\"",
                                      "\"\n\"",
                                      "\"a\tb\"",
                                      "\"\x01\"",
                                      "\"a\0b\""sv,
                                      "\"a\\u0000b\"",
                                      "\0"sv,
                                      "1\0"sv,
                                      "\"\\ud800\"",
                                      "\"\\ud800x\"",
                                      "\"\\ud800\\u0041\"",
                                      "\"\\udc00\"",
                                      "\"\\ud800\\ud800\"",
                                      "\"\\ud83d\\",
                                      "\xFF",
                                      "\"\xFF\"",
                                      "\"\xED\xA0\x80\"",
                                      "\"\xC3\"",
                                      "\"\xC0\x80\"",
                                      "\xEF\xBB\xBF{}",
                                      "/* */1",
                                      "1//",
                                      "[1]x",
                                      "\"a\"\"b\"",
                                      "\v1",
                                      "{\"\\u0000\":1}",
                                      "[\"\\",
                                      "{\"a\\"};
    for (const std::string_view json : table) {
        CAPTURE(std::string(json));
        CHECK_THROWS_AS(read(json), CastError);
        CHECK_THROWS_AS(skip(json), CastError);
    }
}

TEST_CASE("a thousand levels are read, one more is refused") {
    CHECK_NOTHROW((void)read(nested(1000)));
    CHECK_THROWS_AS((void)read(nested(1001)), CastError);
    CHECK_NOTHROW(skip(nested(1000)));
    CHECK_THROWS_AS(skip(nested(1001)), CastError);
    CHECK_THROWS_AS((void)read(std::string(1'000'000, '[')), CastError);
    CHECK_THROWS_AS(skip(std::string(1'000'000, '[')), CastError);
}

TEST_CASE("an error says what and where, and not the text") {
    try {
        (void)read("[\"secret\", tru]");
        FAIL("no error");
    } catch (const CastError& error) {
        CHECK(std::string(error.what()) == "The text is not valid JSON: there is no value at byte 11.");
    }
}

TEST_CASE("members can be left unread and documents left early") {
    const std::string json = R"({"skip":{"deep":[1,{"x":"\u0041"}]},"a\t":[10,20,30],"last":"end"})";
    JsonReader reader(json);
    REQUIRE(reader.shape() == NestedReader::Shape::document);
    reader.enter();
    std::string_view key;
    REQUIRE(reader.next(key));
    CHECK(key == "skip");
    REQUIRE(reader.next(key));
    CHECK(key == "a\t");
    REQUIRE(reader.shape() == NestedReader::Shape::array);
    reader.enter();
    REQUIRE(reader.next(key));
    CHECK(reader.scalar().integer == 10);
    CHECK(reader.scalar().integer == 10);
    CHECK(reader.shape() == NestedReader::Shape::scalar);
    REQUIRE(reader.next(key));
    reader.leave();
    REQUIRE(reader.next(key));
    CHECK(key == "last");
    CHECK(reader.scalar().text_view() == "end");
    CHECK_FALSE(reader.next(key));
    CHECK_FALSE(reader.next(key));
    reader.leave();

    reader.reset("[true]");
    reader.enter();
    REQUIRE(reader.next(key));
    CHECK(reader.scalar().boolean);
}

TEST_CASE("a reader that is used wrongly says so") {
    JsonReader reader("[1,{}]");
    std::string_view key;
    CHECK_THROWS_AS(reader.next(key), CastError);
    CHECK_THROWS_AS(reader.scalar(), CastError);
    reader.enter();
    REQUIRE(reader.next(key));
    CHECK_THROWS_AS(reader.enter(), CastError);
    REQUIRE(reader.next(key));
    CHECK_THROWS_AS(reader.scalar(), CastError);
    reader.enter();
    reader.leave();
    CHECK_THROWS_AS(reader.enter(), CastError);
    reader.leave();
    CHECK_THROWS_AS(reader.leave(), CastError);
}

TEST_CASE("damaged JSON gives a value or an error") {
    const std::string good =
        R"({"a":[1,-2.5e3,"x\u00e9\ud83d\ude00\n",null,true,{"b":18446744073709551617}],"c":{"d":[]}})";
    const std::string_view spice = "{}[],:\"\\u0019-+.eEtfn \x80\xC3\xFF\x01";
    std::mt19937 random(4);
    for (int i = 0; i < 20000; ++i) {
        std::string bad = good;
        for (std::size_t changes = random() % 4 + 1; changes > 0; --changes) {
            const std::size_t at = random() % bad.size();
            const char c = spice[random() % spice.size()];
            switch (random() % 3) {
            case 0: bad[at] = c; break;
            case 1: bad.insert(at, 1, c); break;
            default: bad.erase(at, 1 + random() % 3); break;
            }
        }
        try {
            const Value value = read(bad);
            CHECK(read(value.to_json()).kind() == value.kind());
        } catch (const CastError&) {}
    }
}
