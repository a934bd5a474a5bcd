#include "sql/json_path.hpp"

#include <string_view>

#include <doctest/doctest.h>

#include <tenon/error.hpp>

using tenon::sql::JsonPath;

namespace {

std::string path(std::initializer_list<std::string_view> keys) {
    JsonPath made;
    for (const std::string_view key : keys) made.enter(key);
    return made.text();
}

}  // namespace

TEST_CASE("each leg is one quoted key, whatever it holds") {
    CHECK(path({}) == "$");
    CHECK(path({"address", "city"}) == R"($."address"."city")");
    CHECK(path({"a.b", "[0]", "*", "**", "?", "$"}) == R"($."a.b"."[0]"."*"."**"."?"."$")");
    CHECK(path({"::int) or 1=1--", "it's"}) == R"($."::int) or 1=1--"."it's")");
    CHECK(path({"say \"hi\"", "back\\slash"}) == R"($."say \"hi\""."back\\slash")");
    CHECK(path({"é😀"}) == "$.\"é😀\"");
}

TEST_CASE("a key with a quote, a backslash or a control character is not plain") {
    const auto is_plain = [](std::string_view key) {
        JsonPath made;
        made.enter(key);
        return made.is_plain();
    };
    CHECK(is_plain("it's [0].*"));
    CHECK_FALSE(is_plain("a\"b"));
    CHECK_FALSE(is_plain("a\\b"));
    CHECK_FALSE(is_plain("a\nb"));
}

TEST_CASE("a key that is no text is refused") {
    using namespace std::string_view_literals;
    JsonPath made;
    CHECK_THROWS_AS(made.enter("a\0b"sv), tenon::SchemaError);
    CHECK_THROWS_AS(made.enter("\xff"), tenon::SchemaError);
}
