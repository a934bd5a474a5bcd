#include <doctest/doctest.h>

#include <tenon/custom_check.hpp>

using namespace tenon;

TEST_CASE("credit card numbers have the right check digit") {
    for (const char* good :
         {"4111111111111111", "4111 1111 1111 1111", "5500-0000-0000-0004", "378282246310005", "6304000000000000"}) {
        CAPTURE(good);
        CHECK(checks::credit_card(good));
    }
    for (const char* bad : {"", "4111111111111112", "1411111111111111", "4111111111111111x", "00000000000",
                            "00000000000000000000", "4111\t111111111111"}) {
        CAPTURE(bad);
        CHECK_FALSE(checks::credit_card(bad));
    }
}

TEST_CASE("blank text is white space only") {
    CHECK(checks::not_blank(" a "));
    CHECK_FALSE(checks::not_blank(""));
    CHECK_FALSE(checks::not_blank(" \t\n"));
}
