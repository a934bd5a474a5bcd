#include <cfloat>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>

#include <doctest/doctest.h>

#include "value/numbers.hpp"

using namespace tenon;

namespace {

std::string shown(double value) {
    std::string text;
    append_double(value, text);
    return text;
}

}  // namespace

TEST_CASE("integers and doubles compare exactly") {
    const std::int64_t exact = std::int64_t{1} << 53;
    CHECK(compare(exact, 9007199254740992.0) == 0);
    CHECK(compare(exact + 1, 9007199254740992.0) > 0);
    CHECK(compare(std::numeric_limits<std::int64_t>::max(), 9223372036854775808.0) < 0);
    CHECK(compare(std::numeric_limits<std::int64_t>::min(), -9223372036854775808.0) == 0);
    CHECK(compare(std::numeric_limits<std::int64_t>::min(), -9223372036854777856.0) > 0);
    CHECK(compare(std::int64_t{1}, 1.5) < 0);
    CHECK(compare(std::int64_t{-1}, -1.5) > 0);
    CHECK(compare(std::int64_t{0}, -0.0) == 0);
    CHECK(compare(std::int64_t{0}, 5e-324) < 0);
    CHECK(compare(std::int64_t{0}, HUGE_VAL) < 0);
    CHECK(compare(std::int64_t{0}, -HUGE_VAL) > 0);
    CHECK(compare(std::int64_t{0}, std::nan("")) == std::partial_ordering::unordered);
    CHECK(compare(std::uint64_t{0}, -0.5) > 0);
    CHECK(compare(std::numeric_limits<std::uint64_t>::max(), 18446744073709551616.0) < 0);
    CHECK(compare(std::uint64_t{1} << 63, 9223372036854775808.0) == 0);
}

TEST_CASE("numbers of all kinds are ordered by value") {
    const Value ordered[] = {-HUGE_VAL,
                             std::numeric_limits<std::int64_t>::min(),
                             -1.5,
                             Decimal::parse("-1.4"),
                             0,
                             5e-324,
                             Decimal::parse("0.1"),
                             0.1,
                             1,
                             std::numeric_limits<std::int64_t>::max(),
                             std::uint64_t{1} << 63,
                             std::numeric_limits<std::uint64_t>::max(),
                             Decimal::parse("18446744073709551615.5"),
                             18446744073709551616.0,
                             Decimal::parse("1e75"),
                             DBL_MAX,
                             HUGE_VAL};
    for (std::size_t a = 0; a < std::size(ordered); ++a) {
        for (std::size_t b = 0; b < std::size(ordered); ++b) {
            CAPTURE(a);
            CAPTURE(b);
            CHECK(compare_numbers(ordered[a], ordered[b]) == (a <=> b));
        }
    }
}

TEST_CASE("doubles are as short as they read back equal") {
    CHECK(shown(0.1) == "0.1");
    CHECK(shown(1.0) == "1");
    CHECK(shown(-0.0) == "-0");
    CHECK(shown(1e300) == "1e+300");
    CHECK(shown(5e-324) == "5e-324");
    CHECK(shown(0.1 + 0.2) == "0.30000000000000004");
    std::mt19937_64 random(3);
    for (int i = 0; i < 20000; ++i) {
        const std::uint64_t bits = random();
        double value = 0;
        std::memcpy(&value, &bits, sizeof value);
        if (!std::isfinite(value)) continue;
        double again = 0;
        REQUIRE(parse_double(shown(value), again));
        REQUIRE(again == value);
        REQUIRE(std::signbit(again) == std::signbit(value));
    }
}

TEST_CASE("only whole texts are numbers") {
    double real = 7;
    for (const char* text : {"", "-", "1.", ".5", "+1", "1e", "0x1", "inf", "nan", "1 ", " 1", "1e400", "-1e400",
                             "1e-400", "1,0", "1e+", "1.5.5"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_double(text, real));
        CHECK(real == 7);
    }
    CHECK(parse_double("-1.5e-3", real));
    CHECK(real == -0.0015);
    std::int64_t integer = 7;
    for (const char* text : {"", "-", "+1", "1.0", "1e3", "9223372036854775808", "-9223372036854775809", "1 ", "0x1"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_integer(text, integer));
        CHECK(integer == 7);
    }
    CHECK(parse_integer("-9223372036854775808", integer));
    CHECK(integer == std::numeric_limits<std::int64_t>::min());
    std::uint64_t natural = 7;
    CHECK_FALSE(parse_integer("-1", natural));
    CHECK_FALSE(parse_integer("18446744073709551616", natural));
    CHECK(parse_integer("18446744073709551615", natural));
    CHECK(natural == std::numeric_limits<std::uint64_t>::max());
}
