#include <doctest/doctest.h>

#include <tenon/error.hpp>
#include <tenon/pattern.hpp>

using namespace tenon;

namespace {

struct Row {
    const char* pattern;
    const char* text;
    bool expected;
};

}  // namespace

TEST_CASE("a pattern matches somewhere in the text") {
    const Row table[] = {{"b", "abc", true},
                         {"B", "abc", false},
                         {"", "", true},
                         {"^b", "abc", false},
                         {"^a", "abc", true},
                         {"c$", "abc", true},
                         {"c$", "abc\n", false},
                         {"^b", "a\nb", false},
                         {"a.c", "abc", true},
                         {"a.c", "a\nc", false},
                         {"a.c",
                          "a\xC3\xA9"
                          "c",
                          true},
                         {"^.$", "\xF0\x9F\x98\x80", true},
                         {"[a-c]+", "xbx", true},
                         {"[^a-c]", "abc", false},
                         {"[^a]", "\n", true},
                         {"^[\xC3\xA0-\xC3\xBF]$", "\xC3\xA9", true},
                         {"\\d{2,3}", "a12", true},
                         {"^\\d{2,3}$", "1234", false},
                         {"^\\d{2}$", "12", true},
                         {"^\\d{2,}$", "12345", true},
                         {"\\d", "\xD9\xA3", false},
                         {"\\w", "\xC3\xA9", false},
                         {"^\\w+$", "aZ_9", true},
                         {"\\s", "\v", false},
                         {"\\s", "\t", true},
                         {"\\D", "1", false},
                         {"\\W", "a", false},
                         {"\\S", " ", false},
                         {"a|b", "b", true},
                         {"^(a|bc)+$", "abca", true},
                         {"^(?:ab)?c$", "c", true},
                         {"a\\.c", "abc", false},
                         {"a\\.c", "a.c", true},
                         {"a\\{2\\}", "a{2}", true},
                         {"^a*?b$", "aab", true},
                         {"[\\d_-]", "-", true},
                         {"[.]", "x", false},
                         {"[\\]\\\\]", "\\", true},
                         {"^[a^]$", "^", true},
                         {"^[-a]$", "-", true},
                         {"(a|)b", "b", true},
                         {"\\n", "a\nb", true},
                         {"_", "a_b", true},
                         {"a{007}", "aaaaaaa", true},
                         {"a{007}", "aaaaaa", false},
                         {"^[[]$", "[", true},
                         {"^[\\n-\\r]$", "\v", true},
                         {"a{0}b", "b", true},
                         {"/", "/", true},
                         {"\\/", "/", true}};
    for (const Row& row : table) {
        CAPTURE(row.pattern);
        CAPTURE(row.text);
        CHECK(Pattern(row.pattern).search(row.text) == row.expected);
    }
}

TEST_CASE("what means different things on different databases is refused") {
    for (const char* source : {"(?=a)",      "(?!a)",       "(?<=a)",   "(?<name>a)", "(?P<n>a)",
                               "(?i)a",      "(?i:a)",      "\\1",      "(a)\\1",     "\\b",
                               "\\B",        "\\A",         "\\z",      "\\Z",        "\\v",
                               "\\x41",      "\\u0041",     "\\p{L}",   "\\Q",        "\\h",
                               "\\e",        "\\0",         "a++",      "a**",        "a{2}{3}",
                               "a*??",       "^*",          "$+",       "*a",         "+",
                               "?",          "(*a)",        "a|*b",     "{2}",        "a{",
                               "a{}",        "a{,2}",       "a{x}",     "a{2",        "a{2,",
                               "a{2,x}",     "a{256}",      "a{1,256}", "a{3,2}",     "a{99999999999}",
                               "}",          "]",           "[",        "[a",         "[]",
                               "[^]",        "[[:alpha:]]", "[[.a.]]",  "[[=a=]]",    "[z-a]",
                               "[\\D]",      "[\\w-z]",     "[a-\\d]",  "[\\b]",      "(",
                               "(a",         ")",           "a)",       "(?",         "(?:",
                               "\\",         "a\\",         "[\\",      "[a-",        "[a-\\",
                               "\\\xC3\xA9", "\xFF"}) {
        CAPTURE(source);
        if (std::string_view(source) == "\xFF") {
            CHECK_THROWS_AS(Pattern{source}, CastError);
        } else {
            CHECK_THROWS_AS(Pattern{source}, QueryError);
        }
    }
    CHECK_NOTHROW(Pattern(std::string(1000, 'a')));
    CHECK_THROWS_AS(Pattern(std::string(1001, 'a')), QueryError);
    CHECK_THROWS_AS(Pattern(std::string(400, '(') + std::string(400, ')')), QueryError);
    CHECK_THROWS_AS(Pattern("((a{255}){255}){255}"), QueryError);
}

TEST_CASE("the error says what and where") {
    try {
        Pattern("\xC3\xA9(?=a)");
        FAIL("no error");
    } catch (const QueryError& error) {
        CHECK(std::string_view(error.what()) ==
              "The pattern is not supported: lookaround, names and flags of groups are not portable, at character 3.");
    }
}

TEST_CASE("a pattern is written for each database") {
    const Pattern pattern("^\\d.(x|\\s)[\\w-]+?\\.$", "code");
    CHECK(pattern.name() == "code");
    CHECK(pattern.source() == "^\\d.(x|\\s)[\\w-]+?\\.$");
    CHECK(pattern.text(PatternSyntax::postgres) == R"(^[0-9][^\n](?:x|[ \t\n\r\f])[A-Za-z0-9_\-]+\.$)");
    CHECK(pattern.text(PatternSyntax::pcre) == R"(^[0-9][^\n](?:x|[ \t\n\r\f])[A-Za-z0-9_\-]+\.\z)");
    CHECK(pattern == Pattern("^\\d.(x|\\s)[\\w-]+?\\.$"));
    CHECK(Pattern("a") != Pattern("b"));
}

TEST_CASE("matching takes time linear in the text") {
    const std::string text(100'000, 'a');
    CHECK_FALSE(Pattern("^(a|a)*b$").search(text));
    CHECK_FALSE(Pattern("^(a*)*b$").search(text));
}

TEST_CASE("the formats accept what they name") {
    const Pattern email = formats::email;
    CHECK(email.name() == "email");
    for (const char* good : {"ada@example.com", "a.b+c@x-y.co.uk", "o'brien_1@sub.example.org"})
        CHECK(email.search(good));
    for (const char* bad : {"", "ada", "ada@", "@example.com", "ada@example", "a b@example.com", "ada@example.com ",
                            "ada@-example.com", "ada@example..com", "ada@example.com\n", "a@b@c.com"}) {
        CAPTURE(bad);
        CHECK_FALSE(email.search(bad));
    }
    const Pattern url = formats::url;
    for (const char* good : {"http://x", "https://example.com/a?b=c#d", "https://example.com:8080", "http://[::1]/"}) {
        CHECK(url.search(good));
    }
    for (const char* bad : {"", "ftp://x", "http://", "http:///a", "https://a b", "example.com", " http://x"}) {
        CAPTURE(bad);
        CHECK_FALSE(url.search(bad));
    }
    const Pattern uuid = formats::uuid;
    CHECK(uuid.search("123e4567-E89B-12d3-a456-426614174000"));
    CHECK_FALSE(uuid.search("123e4567e89b12d3a456426614174000"));
    CHECK_FALSE(uuid.search("123e4567-e89b-12d3-a456-42661417400g"));
    CHECK(Pattern(formats::alpha).search("abcXYZ"));
    CHECK_FALSE(Pattern(formats::alpha).search("abc1"));
    CHECK_FALSE(Pattern(formats::alpha).search(""));
    CHECK(Pattern(formats::alphanumeric).search("abc1"));
    CHECK_FALSE(Pattern(formats::alphanumeric).search("abc 1"));
}
