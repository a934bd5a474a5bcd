// formats::email is asked without its pattern: the two must say the same of every text.

#include <doctest/doctest.h>

#include <random>
#include <string>

#include "value/email.hpp"
#include <tenon/pattern.hpp>

using namespace tenon;

namespace {

/// The same pattern, in a group, which is not known to be that of e-mail addresses.
Pattern by_pattern() { return Pattern("(?:" + std::string(formats::email.pattern) + ")"); }

void check(const Pattern& pattern, const std::string& text) {
    CAPTURE(text);
    CHECK(is_email(text) == pattern.search(text));
    CHECK(Pattern(formats::email).search(text) == is_email(text));
}

}  // namespace

TEST_CASE("e-mail addresses are what the pattern says: labels of 63 characters, and each character at each place") {
    const Pattern pattern = by_pattern();
    for (const std::size_t length : {1U, 2U, 62U, 63U, 64U, 65U}) {
        check(pattern, "a@" + std::string(length, 'b') + ".c");
        check(pattern, "a@b." + std::string(length, 'c'));
        check(pattern, std::string(length, '-') + "@b.c");
        check(pattern, "a@b" + std::string(length, '-') + "b.c");
    }
    for (int c = 0; c < 256; ++c)
        for (const std::size_t place : {0U, 1U, 2U, 3U, 4U, 5U, 6U, 7U}) {
            std::string text = "ab@cd.ef";
            text[place] = static_cast<char>(c);
            check(pattern, text);
        }
}

TEST_CASE("e-mail addresses are what the pattern says: of random texts") {
    const Pattern pattern = by_pattern();
    const std::string alphabet = "aZ9.-@_+ \n\xC3\xA9";
    std::mt19937 random(4);
    std::size_t addresses = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::string text = "a@";
        if (random() % 4 == 0) text.clear();
        for (std::size_t length = random() % 9; length > 0; --length)
            text += alphabet[random() % (random() % 4 > 0 ? 4 : alphabet.size())];
        addresses += is_email(text) ? 1 : 0;
        check(pattern, text);
    }
    CHECK(addresses > 500);
}
