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

namespace {

void accepts(const Format& format, std::initializer_list<const char*> good, std::initializer_list<const char*> bad) {
    const Pattern pattern = format;
    CAPTURE(format.name);
    for (const char* text : good) {
        CAPTURE(text);
        CHECK(pattern.search(text));
    }
    for (const char* text : bad) {
        CAPTURE(text);
        CHECK_FALSE(pattern.search(text));
    }
    CHECK_FALSE(pattern.search(""));
}

}  // namespace

TEST_CASE("the formats of addresses keep to their documents") {
    accepts(formats::ipv4, {"0.0.0.0", "127.0.0.1", "255.255.255.255"},
            {"256.0.0.1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.4 ", "1.2.3.4\n", "::1"});
    accepts(formats::ipv6,
            {"::", "::1", "1::", "2001:db8::ff00:42:8329", "1:2:3:4:5:6:7:8", "::ffff:192.0.2.1", "64:ff9b::192.0.2.33",
             "1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "FE80::1"},
            {":", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "g::", "fe80::1%eth0", "1.2.3.4",
             "::256.0.0.1", "1:2:3:4:5:6:7:1.2.3.4", "[::1]"});
    accepts(formats::ip, {"10.0.0.1", "::1"}, {"10.0.0", ":1", "10.0.0.1::"});
    accepts(formats::hostname, {"localhost", "example.com", "a-b.c1"}, {"-a.com", "a-.com", "a..b", "a_b", "a.com."});
    accepts(formats::mac_address, {"00:1B:44:11:3a:b7", "00-1B-44-11-3a-b7"},
            {"00:1B:44:11:3a", "00:1B-44:11-3a:b7", "001B44113ab7", "00:1B:44:11:3a:g7"});
    accepts(formats::phone, {"+33123456789", "+12"}, {"0123", "+0123", "+1 23", "+1234567890123456", "33123456789"});
}

TEST_CASE("the formats of dates accept those that exist") {
    accepts(formats::iso_date, {"2024-02-29", "2000-02-29", "1999-12-31", "2023-02-28", "0001-01-01"},
            {"2023-02-29", "1900-02-29", "2024-02-30", "2024-04-31", "2024-13-01", "2024-00-10", "2024-01-00",
             "24-01-01", "2024-1-1", "2024-01-01T00:00:00Z"});
    accepts(formats::iso_time, {"00:00:00", "23:59:59.999"},
            {"24:00:00", "12:60:00", "12:30", "12:30:60", "12:30:00Z"});
    accepts(formats::iso_datetime, {"2024-02-29T12:30:00Z", "2024-02-28T12:30:00.5+02:00"},
            {"2023-02-29T12:30:00Z", "2024-02-29T12:30:00", "2024-02-29 12:30:00Z", "2024-02-29T12:30:00+24:00"});
}

TEST_CASE("the formats of numbers and codes accept what they name") {
    accepts(formats::digits, {"0", "007"}, {"-1", "1.0", "1 "});
    accepts(formats::integer, {"0", "-12", "+7"}, {"007", "1.0", "1e3", "-"});
    accepts(formats::decimal, {"0", "-12.50", "007.1"}, {".5", "5.", "1e3", "1,5"});
    accepts(formats::hexadecimal, {"00fF"}, {"0x1f", "g"});
    accepts(formats::hex_color, {"#fff", "#ffff", "#A0b1C2", "#A0b1C2ff"},
            {"fff", "#ff", "#fffff", "#fffffff", "#ggg"});
    accepts(formats::object_id, {"507f1f77bcf86cd799439011"}, {"507f1f77bcf86cd79943901", "507f1f77bcf86cd79943901g"});
    accepts(formats::base64, {"YQ==", "YWI=", "YWJj", "YWJjZA=="}, {"YQ=", "YQ", "Y===", "YW Jj", "YQ==YQ=="});
    accepts(formats::slug, {"a", "the-first-2"}, {"-a", "a-", "a--b", "A", "a_b", "a b"});
    accepts(formats::credit_card, {"4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111", "411111111111"},
            {"41111111111", "41111111111111111111", "4111  1111 1111 1111", "4111 1111 1111 111x"});
}
