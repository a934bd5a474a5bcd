#include <doctest/doctest.h>

#include "bson/pattern_text.hpp"
#include <tenon/error.hpp>

using namespace tenon;
using namespace tenon::bson;

TEST_CASE("text to look for is escaped whole") {
    CHECK(pattern_text(Form::contains_pattern, R"(a.*+?^${}()|[]\b)") == R"(a\.\*\+\?\^\$\{\}\(\)\|\[\]\\b)");
    CHECK(pattern_text(Form::contains_pattern, R"(\Q.\E(?i)x)") == R"(\\Q\.\\E\(\?i\)x)");
    CHECK(pattern_text(Form::contains_pattern, "50%_ é\n#") == "50%_ é\n#");
    CHECK(pattern_text(Form::suffix_pattern, "a$") == R"(a\$\z)");
}

TEST_CASE("only ASCII letters are folded, by classes") {
    CHECK(pattern_text(Form::iequals_pattern, "aZ1é.") == R"(^[aA][zZ]1é\.\z)");
    CHECK(pattern_text(Form::icontains_pattern, "k") == "[kK]");
}

TEST_CASE("a like is anchored, and each part is looked for once") {
    CHECK(pattern_text(Form::like_pattern, "a") == R"((?s)^a\z)");
    CHECK(pattern_text(Form::like_pattern, "%") == R"((?s)^.*\z)");
    CHECK(pattern_text(Form::like_pattern, "") == R"((?s)^\z)");
    CHECK(pattern_text(Form::like_pattern, "a_%b%%c.%d") == R"((?s)^a.(?>.*?b)(?>.*?c\.).*d\z)");
    CHECK(pattern_text(Form::like_pattern, R"(50\%\_\\)") == R"((?s)^50%_\\\z)");
    CHECK(pattern_text(Form::ilike_pattern, "A%") == R"((?s)^[aA].*\z)");
}

TEST_CASE("a like that ends with one backslash, and a pattern beyond the subset, are refused") {
    CHECK_THROWS_AS(pattern_text(Form::like_pattern, "a\\"), QueryError);
    CHECK_THROWS_AS(pattern_text(Form::regex_pattern, "(?=a)"), QueryError);
    CHECK_THROWS_AS(pattern_text(Form::contains_pattern, std::string(40'000, 'a')), QueryError);
    CHECK_THROWS_AS(pattern_text(Form::contains_pattern, std::string_view("a\0b", 3)), CastError);
}

TEST_CASE("a regex is the common subset in PCRE's syntax") {
    CHECK(pattern_text(Form::regex_pattern, "^a.$") == R"(^a[^\n]\z)");
}
