#include <doctest/doctest.h>

#include <tenon/error.hpp>

#include "value/utf8.hpp"

using namespace tenon;
using namespace std::string_view_literals;

TEST_CASE("UTF-8 is checked strictly") {
    for (const std::string_view good : {""sv, "abc"sv, "\xC3\xA9"sv, "\xE2\x82\xAC"sv, "\xF0\x9F\x98\x80"sv,
                                        "\xF4\x8F\xBF\xBF"sv, "\xED\x9F\xBF"sv, "\xEE\x80\x80"sv, "\xEF\xBF\xBD"sv}) {
        CHECK(is_valid_utf8(good));
        CHECK_NOTHROW(check_text(good, "name"));
    }
    for (const std::string_view bad :
         {"\x80"sv, "\xC0\x80"sv, "\xC1\xBF"sv, "\xE0\x80\x80"sv, "\xED\xA0\x80"sv, "\xED\xBF\xBF"sv,
          "\xF0\x80\x80\x80"sv, "\xF4\x90\x80\x80"sv, "\xF5\x80\x80\x80"sv, "\xFF"sv, "\xC3"sv, "\xE2\x82"sv,
          "abcdefgh\xC3"sv, "\xC3\xA9\xA9"sv}) {
        CHECK_FALSE(is_valid_utf8(bad));
        CHECK_THROWS_AS(check_text(bad, "name"), CastError);
    }
}

TEST_CASE("U+0000 is found wherever it stands") {
    for (std::size_t at = 0; at < 20; ++at) {
        std::string text(20, 'a');
        CHECK(is_plain_ascii(text));
        CHECK_NOTHROW(check_text(text, "name"));
        text[at] = '\0';
        CHECK_FALSE(is_plain_ascii(text));
        CHECK(has_nul(text));
        CHECK_THROWS_AS(check_text(text, "name"), CastError);
        text[at] = '\x80';
        CHECK_FALSE(is_plain_ascii(text));
        CHECK_THROWS_AS(check_text(text, "name"), CastError);
    }
    CHECK_FALSE(has_nul(""));
}

TEST_CASE("a text's error names its path and not the text") {
    try {
        check_text("secret\0"sv, "lines.2.note");
        FAIL("no error");
    } catch (const CastError& error) {
        CHECK(std::string(error.what()).find("lines.2.note") != std::string::npos);
        CHECK(std::string(error.what()).find("secret") == std::string::npos);
        CHECK(error.fields() == std::vector<std::string>{"lines.2.note"});
    }
}

TEST_CASE("code points are counted, whatever their bytes") {
    CHECK(code_points("") == 0);
    CHECK(code_points("abc") == 3);
    CHECK(code_points("\xC3\xA9t\xC3\xA9") == 3);
    CHECK(code_points("\xF0\x9F\x98\x80") == 1);
    CHECK(code_points("e\xCC\x81") == 2);
}

TEST_CASE("white space and letters of ASCII alone are trimmed and folded") {
    CHECK(trimmed(" \t\n\v\f\ra b \r\n") == "a b");
    CHECK(trimmed("   ") == "");
    CHECK(trimmed("") == "");
    CHECK(trimmed("\xC2\xA0x\xC2\xA0") == "\xC2\xA0x\xC2\xA0");
    CHECK(lower_ascii("AbZ[@\xC3\x89") == "abz[@\xC3\x89");
    CHECK(upper_ascii("aBz{`\xC3\xA9") == "ABZ{`\xC3\xA9");
}

TEST_CASE("the next prefix is the smallest text beyond every text with the prefix") {
    CHECK(next_prefix("abc") == "abd");
    CHECK(next_prefix("a\x7F") == "a\xC2\x80");
    CHECK(next_prefix("\xDF\xBF") == "\xE0\xA0\x80");
    CHECK(next_prefix("\xEF\xBF\xBF") == "\xF0\x90\x80\x80");
    CHECK(next_prefix("\xED\x9F\xBF") == "\xEE\x80\x80");  // U+D7FF, then the surrogates, then U+E000
    CHECK(next_prefix("ab\xF4\x8F\xBF\xBF") == "ac");
    CHECK(next_prefix("z\xF4\x8F\xBF\xBF\xF4\x8F\xBF\xBF") == "{");
    CHECK(next_prefix("\xF4\x8F\xBF\xBF") == std::nullopt);
    CHECK(next_prefix("") == std::nullopt);
    const std::string bad(100, '\x80');
    CHECK_NOTHROW((void)next_prefix(bad));
}

TEST_CASE("like takes percent, underscore and escapes") {
    struct Row {
        std::string_view text;
        std::string_view pattern;
        bool expected;
    };
    const Row table[] = {{"abc", "abc", true},
                         {"abc", "ABC", false},
                         {"abc", "a%", true},
                         {"abc", "%c", true},
                         {"abc", "%b%", true},
                         {"abc", "%", true},
                         {"", "%", true},
                         {"", "", true},
                         {"", "_", false},
                         {"abc", "", false},
                         {"abc", "a_c", true},
                         {"abc", "a__", true},
                         {"abc", "____", false},
                         {"abc", "ab", false},
                         {"ab", "abc", false},
                         {"50%", "50\\%", true},
                         {"501", "50\\%", false},
                         {"a_b", "a\\_b", true},
                         {"axb", "a\\_b", false},
                         {"a\\b", "a\\\\b", true},
                         {"abc", "\\a\\b\\c", true},
                         {"\xC3\xA9", "_", true},
                         {"\xC3\xA9", "__", false},
                         {"\xF0\x9F\x98\x80x", "_x", true},
                         {"a\xC3\xA9z", "a%z", true},
                         {"aab", "%ab", true},
                         {"abab", "%ab", true},
                         {"mississippi", "%iss%ip%", true},
                         {"mississippi", "%iss%iss%iss%", false},
                         {"abc", "%%%", true},
                         {"a\nb", "a_b", true},
                         {"ab", "%_%_%", true},
                         {"a", "%_%_%", false}};
    for (const Row& row : table) {
        CAPTURE(row.text);
        CAPTURE(row.pattern);
        CHECK(like_matches(row.text, row.pattern) == row.expected);
    }
    CHECK(ilike_matches("aBc", "AbC"));
    CHECK(ilike_matches("aBc", "%BC"));
    CHECK(ilike_matches("AB", "\\a\\b"));
    CHECK_FALSE(ilike_matches("\xC3\xA9", "\xC3\x89"));  // é and É are no ASCII letters
}

TEST_CASE("a like pattern that ends with a single escape is refused, whatever the text") {
    CHECK_THROWS_AS((void)like_matches("abc", "abc\\"), QueryError);
    CHECK_THROWS_AS((void)like_matches("", "x\\"), QueryError);
    CHECK_THROWS_AS((void)ilike_matches("abc", "\\\\\\"), QueryError);
    CHECK(like_matches("\\", "\\\\"));
}

TEST_CASE("like doesn't take exponential time") {
    const std::string text(5000, 'a');
    std::string pattern;
    for (int i = 0; i < 500; ++i) pattern += "%a";
    CHECK_FALSE(like_matches(text, pattern + "b"));
    CHECK(like_matches(text, pattern + "%"));
}
