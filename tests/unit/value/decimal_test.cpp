#include <cfloat>
#include <cmath>
#include <limits>

#include <doctest/doctest.h>

#include <tenon/decimal.hpp>
#include <tenon/error.hpp>

using tenon::CastError;
using tenon::Decimal;

namespace {

std::string shown(const char* text) { return Decimal::parse(text).to_string(); }
Decimal d(const char* text) { return Decimal::parse(text); }
std::string nines(std::size_t count) { return std::string(count, '9'); }

}  // namespace

TEST_CASE("a decimal prints as it was made") {
    CHECK(shown("0") == "0");
    CHECK(shown("1.10") == "1.10");
    CHECK(shown("-12.340") == "-12.340");
    CHECK(shown("0.000") == "0.000");
    CHECK(shown("-0.00") == "0.00");
    CHECK(shown("007") == "7");
    CHECK(shown("0.05") == "0.05");
    CHECK(shown("1e3") == "1000");
    CHECK(shown("1E+3") == "1000");
    CHECK(shown("1.5E-4") == "0.00015");
    CHECK(shown("1.5e1") == "15");
    CHECK(shown("1.25e1") == "12.5");
    CHECK(shown("1e-30") == "0." + std::string(29, '0') + "1");
    CHECK(shown("0E+6000") == "0");
    CHECK(shown("0E-6176") == "0." + std::string(76, '0'));
    CHECK(shown("18446744073709551616") == "18446744073709551616");
    CHECK(shown("12345678901234567890123456789012345678") == "12345678901234567890123456789012345678");
    CHECK(shown("99999999999999999999.999999999999999999") == "99999999999999999999.999999999999999999");
    CHECK(shown("10000000000000000000000000000000000001") == "10000000000000000000000000000000000001");
    CHECK(shown(nines(76).c_str()) == nines(76));
    CHECK(shown(("0." + nines(76)).c_str()) == "0." + nines(76));
    CHECK(shown((std::string(200, '0') + "5").c_str()) == "5");
}

TEST_CASE("what is no decimal is refused") {
    for (const char* text :
         {"",   "-",    ".",   "1.",       ".5",    "+1",  "1e",   "1e+",          "1,5",  " 1",
          "1 ", "0x10", "NaN", "Infinity", "1.2.3", "--1", "1e5x", "1e2147483648", "1e76", "1e-77"}) {
        CAPTURE(text);
        Decimal out(5);
        CHECK_THROWS_AS(Decimal::parse(text), CastError);
        CHECK_FALSE(Decimal::try_parse(text, out));
        CHECK(out == Decimal(5));
    }
    CHECK_THROWS_AS(d(nines(77).c_str()), CastError);
    CHECK_THROWS_AS(d(("0." + std::string(76, '0') + "1").c_str()), CastError);
    CHECK_THROWS_AS(Decimal::parse(std::string_view("1\0", 2)), CastError);
}

TEST_CASE("whole numbers are decimals to the limits of int64") {
    CHECK(Decimal(std::numeric_limits<std::int64_t>::min()).to_string() == "-9223372036854775808");
    CHECK(Decimal(std::numeric_limits<std::int64_t>::max()).to_string() == "9223372036854775807");
    CHECK(Decimal(std::numeric_limits<std::int64_t>::min()).scaled_int64(0) ==
          std::numeric_limits<std::int64_t>::min());
    CHECK_THROWS_AS((void)d("9223372036854775808").scaled_int64(0), CastError);
    CHECK_THROWS_AS((void)d("-9223372036854775809").scaled_int64(0), CastError);
    CHECK_THROWS_AS((void)d("18446744073709551617").scaled_int64(0), CastError);
    CHECK(Decimal() == Decimal(0));
}

TEST_CASE("decimals compare by value, whatever their scales") {
    CHECK(d("1.10") == d("1.1"));
    CHECK(d("0.00") == d("-0"));
    CHECK(d("1.1") != d("-1.1"));
    CHECK(d("1.09") < d("1.1"));
    CHECK(d("-1.1") < d("-1.09"));
    CHECK(d("-1") < d("0.0001"));
    CHECK(d("0") > d("-0.0001"));
    CHECK(d("99999999999999999999999999999999999999") < d("100000000000000000000000000000000000000"));
    CHECK(d("1e75") > d("0."
                        "0000000000000000000000000000000000000000000000000000000000000000000000000001"));
    CHECK((d("2.50") <=> d("2.5")) == std::strong_ordering::equal);
}

TEST_CASE("decimals compare with doubles exactly") {
    CHECK(d("0.5").compare(0.5) == 0);
    CHECK(d("0.1").compare(0.1) < 0);  // the double is 0.1000000000000000055511151231257827…
    CHECK(d("0.1000000000000000055511151231257827021181583404541015625").compare(0.1) == 0);
    CHECK(d("0.3").compare(0.3) > 0);
    CHECK(d("-0.1").compare(-0.1) > 0);
    CHECK(d("0").compare(-0.0) == 0);
    CHECK(d("0").compare(5e-324) < 0);
    CHECK(d("1e-76").compare(5e-324) > 0);
    CHECK(d("-1").compare(-DBL_MAX) > 0);
    CHECK(d(nines(76).c_str()).compare(DBL_MAX) < 0);
    CHECK(d("9007199254740993").compare(9007199254740992.0) > 0);
    CHECK(d("9007199254740992").compare(9007199254740992.0) == 0);
    CHECK(d("5").compare(HUGE_VAL) < 0);
    CHECK(d("5").compare(-HUGE_VAL) > 0);
    CHECK(d("5").compare(std::nan("")) == std::partial_ordering::unordered);
}

TEST_CASE("a scale is set without losing digits, or refused") {
    CHECK(d("1.1").with_scale(3).to_string() == "1.100");
    CHECK(d("1.100").with_scale(1).to_string() == "1.1");
    CHECK(d("1.5").with_scale(75).to_string() == "1.5" + std::string(74, '0'));
    CHECK_THROWS_AS((void)d("1.15").with_scale(1), CastError);
    CHECK_THROWS_AS((void)d("11").with_scale(75), CastError);
    CHECK_THROWS_AS((void)d("1").with_scale(77), CastError);
    CHECK_THROWS_AS((void)d("1").with_scale(-1), CastError);
    CHECK(d("12.34").scaled_int64(2) == 1234);
    CHECK(d("-12.34").scaled_int64(4) == -123400);
    CHECK_THROWS_AS((void)d("12.345").scaled_int64(2), CastError);
    CHECK(Decimal::scaled(-1234, 2).to_string() == "-12.34");
    CHECK(Decimal::scaled(0, 2).to_string() == "0.00");
    CHECK_THROWS_AS((void)Decimal::scaled(1, 77), CastError);
    CHECK_THROWS_AS((void)Decimal::scaled(1, -1), CastError);
}

TEST_CASE("rounding is half to even") {
    const char* table[][2] = {{"0.5", "0"},    {"1.5", "2"},  {"2.5", "2"},  {"-0.5", "0"},
                              {"-1.5", "-2"},  {"2.51", "3"}, {"2.49", "2"}, {"-2.51", "-3"},
                              {"0.4999", "0"}, {"9.5", "10"}, {"8.5", "8"}};
    for (const auto& row : table) {
        CAPTURE(row[0]);
        CHECK(d(row[0]).rounded(0).to_string() == row[1]);
    }
    CHECK(d("1.005").rounded(2).to_string() == "1.00");
    CHECK(d("1.015").rounded(2).to_string() == "1.02");
    CHECK(d("1.2").rounded(4).to_string() == "1.2000");
    CHECK(d("99999999999999999999999999999999999999.5").rounded(0).to_string() ==
          "100000000000000000000000000000000000000");
}

TEST_CASE("digits are those of the coefficient") {
    CHECK(d("0").digits() == 1);
    CHECK(d("0.00").digits() == 1);
    CHECK(d("9.99").digits() == 3);
    CHECK(d("0.01").digits() == 1);
    CHECK(d("10000000000000000000").digits() == 20);
    CHECK(d("9999999999999999999").digits() == 19);
    CHECK(d("18446744073709551616").digits() == 20);
    CHECK(d("100000000000000000000").digits() == 21);
    CHECK(d(nines(76).c_str()).digits() == 76);
}

TEST_CASE("arithmetic is exact") {
    CHECK((d("0.1") + d("0.2")).to_string() == "0.3");
    CHECK((d("1.10") + d("-1.1")).to_string() == "0.00");
    CHECK((d("1") - d("0.01")).to_string() == "0.99");
    CHECK((d("0.01") - d("1")).to_string() == "-0.99");
    CHECK((d("-1") - d("-3")).to_string() == "2");
    CHECK((d("1.5") * d("-1.5")).to_string() == "-2.25");
    CHECK((d("0") * d("-1.5")).to_string() == "0.0");
    CHECK((-d("1.50")).to_string() == "-1.50");
    CHECK((-d("0")).negative() == false);
    CHECK((d("18446744073709551615") + Decimal(1)).to_string() == "18446744073709551616");
    CHECK((d("4294967296") * d("4294967296")).to_string() == "18446744073709551616");
    CHECK((d("99999999999999999999999999999999999999") * d("99999999999999999999999999999999999999")).to_string() ==
          "9999999999999999999999999999999999999800000000000000000000000000000000000001");
}

TEST_CASE("a result of more than 76 digits is an error") {
    CHECK_THROWS_AS((void)(d(nines(76).c_str()) + Decimal(1)), CastError);
    CHECK_THROWS_AS((void)(d("1e75") + d("0.1")), CastError);
    CHECK_THROWS_AS((void)(d("1e40") * d("1e40")), CastError);
    CHECK_THROWS_AS((void)(d("1e-40") * d("1e-40")), CastError);
    CHECK((d(nines(76).c_str()) - Decimal(1)).digits() == 76);
}

TEST_CASE("the double of a decimal is the nearest one") {
    CHECK(d("0.1").to_double() == 0.1);
    CHECK(d("-1.10").to_double() == -1.1);
    CHECK(d("9007199254740993").to_double() == 9007199254740992.0);
    CHECK(d("123456789012345678901234567890").to_double() == 123456789012345678901234567890.0);
    CHECK(d("0.000000000000000000000001").to_double() == 1e-24);
    CHECK(d("0").to_double() == 0.0);
}
