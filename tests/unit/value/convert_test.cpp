#include <cmath>
#include <limits>

#include <doctest/doctest.h>

#include <tenon/error.hpp>

#include "value/convert.hpp"

using namespace tenon;

namespace {

constexpr std::int64_t int64_max = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t int64_min = std::numeric_limits<std::int64_t>::min();
constexpr std::uint64_t uint64_max = std::numeric_limits<std::uint64_t>::max();

std::int64_t integer(const Value& value) { return cast_integer(value, int64_min, int64_max, "n"); }

}  // namespace

TEST_CASE("booleans are true, false, 1, 0, yes, no and their texts in lower case") {
    for (const Value& value : {Value(true), Value(1), Value("true"), Value("1"), Value("yes")})
        CHECK(cast_bool(value, "b"));
    for (const Value& value : {Value(false), Value(0), Value("false"), Value("0"), Value("no")}) {
        CHECK_FALSE(cast_bool(value, "b"));
    }
    for (const Value& value : {Value(), Value(2), Value(-1), Value(1.0), Value(""), Value("True"), Value("YES"),
                               Value("on"), Value(" true"), Value("t"), Value(Array{})}) {
        CHECK_THROWS_AS((void)cast_bool(value, "b"), CastError);
    }
}

TEST_CASE("integers are whole and in range") {
    CHECK(integer(5) == 5);
    CHECK(integer(5.0) == 5);
    CHECK(integer(-0.0) == 0);
    CHECK(integer(Decimal::parse("5.00")) == 5);
    CHECK(integer("-9223372036854775808") == int64_min);
    CHECK(integer("9223372036854775807") == int64_max);
    CHECK(integer("42.0") == 42);
    CHECK(integer("1e3") == 1000);
    CHECK(integer(-9223372036854775808.0) == int64_min);
    for (const Value& value : {Value(),
                               Value(true),
                               Value(5.5),
                               Value(std::nan("")),
                               Value(HUGE_VAL),
                               Value(9223372036854775808.0),
                               Value(uint64_max),
                               Value(""),
                               Value(" 5"),
                               Value("5 "),
                               Value("5 apples"),
                               Value("+5"),
                               Value("0x5"),
                               Value("5.5"),
                               Value("9223372036854775808"),
                               Value("1e30"),
                               Value("five"),
                               Value(Decimal::parse("5.5")),
                               Value(Decimal::parse("1e30")),
                               Value(Timestamp(5)),
                               Value(Array{}),
                               Value(Document{})}) {
        CHECK_THROWS_AS((void)integer(value), CastError);
    }
    CHECK(cast_integer(255, 0, 255, "n") == 255);
    CHECK_THROWS_AS((void)cast_integer(256, 0, 255, "n"), CastError);
    CHECK_THROWS_AS((void)cast_integer(-1, 0, 255, "n"), CastError);
}

TEST_CASE("unsigned integers reach 2^64 - 1") {
    CHECK(cast_unsigned(uint64_max, uint64_max, "n") == uint64_max);
    CHECK(cast_unsigned("18446744073709551615", uint64_max, "n") == uint64_max);
    CHECK(cast_unsigned(9223372036854775808.0, uint64_max, "n") == std::uint64_t{1} << 63);
    CHECK(cast_unsigned(Decimal::parse("18446744073709551615"), uint64_max, "n") == uint64_max);
    CHECK_THROWS_AS((void)cast_unsigned(-1, uint64_max, "n"), CastError);
    CHECK_THROWS_AS((void)cast_unsigned("-1", uint64_max, "n"), CastError);
    CHECK_THROWS_AS((void)cast_unsigned(18446744073709551616.0, uint64_max, "n"), CastError);
    CHECK_THROWS_AS((void)cast_unsigned(256, 255, "n"), CastError);
}

TEST_CASE("reals are numbers that a double holds") {
    CHECK(cast_real(1.5, "x") == 1.5);
    CHECK(cast_real(3, "x") == 3.0);
    CHECK(cast_real("0.1", "x") == 0.1);
    CHECK(cast_real("-1.5e3", "x") == -1500);
    CHECK(cast_real(Decimal::parse("0.1"), "x") == 0.1);
    CHECK(cast_real(HUGE_VAL, "x") == HUGE_VAL);
    for (const Value& value : {Value(), Value(true), Value(std::nan("")), Value(9007199254740993), Value(uint64_max),
                               Value(""), Value("nan"), Value("inf"), Value("1e400"), Value("1.5x"), Value("1,5")}) {
        CHECK_THROWS_AS((void)cast_real(value, "x"), CastError);
    }
}

TEST_CASE("decimals never pass through a double") {
    CHECK(cast_decimal("1.10", "p").to_string() == "1.10");
    CHECK(cast_decimal("12345678901234567890.123456789012345678", "p").to_string() ==
          "12345678901234567890.123456789012345678");
    CHECK(cast_decimal(0.1, "p").to_string() == "0.1");
    CHECK(cast_decimal(uint64_max, "p").to_string() == "18446744073709551615");
    CHECK(cast_decimal(int64_min, "p").to_string() == "-9223372036854775808");
    for (const Value& value : {Value(), Value(true), Value(std::nan("")), Value(HUGE_VAL), Value(1e100), Value(""),
                               Value("NaN"), Value("1.10 EUR")}) {
        CHECK_THROWS_AS((void)cast_decimal(value, "p"), CastError);
    }
}

TEST_CASE("text is text, and valid") {
    CHECK(cast_text("x", "t") == "x");
    CHECK(cast_text("", "t").empty());
    for (const Value& value :
         {Value(), Value(5), Value(true), Value(Uuid()), Value("\xFF"), Value(std::string(1, '\0'))}) {
        CHECK_THROWS_AS((void)cast_text(value, "t"), CastError);
    }
}

TEST_CASE("bytes, times and ids are taken as themselves or as their texts") {
    CHECK(cast_bytes("AP8=", "b") == Bytes{std::byte{0}, std::byte{255}});
    CHECK(cast_bytes(Bytes{std::byte{7}}, "b") == Bytes{std::byte{7}});
    CHECK_THROWS_AS((void)cast_bytes("AP8", "b"), CastError);
    CHECK(cast_timestamp("1970-01-01T00:00:01Z", "t") == Timestamp(1'000'000));
    CHECK(cast_timestamp(Timestamp(5), "t") == Timestamp(5));
    CHECK_THROWS_AS((void)cast_timestamp("2024-02-30T00:00:00Z", "t"), CastError);
    CHECK_THROWS_AS((void)cast_timestamp(Date(5), "t"), CastError);
    CHECK_THROWS_AS((void)cast_timestamp(5, "t"), CastError);
    CHECK_THROWS_AS((void)cast_timestamp(Timestamp(int64_max), "t"), CastError);
    CHECK(cast_date("1970-01-02", "d") == Date(1));
    CHECK_THROWS_AS((void)cast_date("2024-02-30", "d"), CastError);
    CHECK_THROWS_AS((void)cast_date(Date(std::numeric_limits<std::int32_t>::max()), "d"), CastError);
    CHECK(cast_time("00:00:01", "t") == Time(1'000'000));
    CHECK_THROWS_AS((void)cast_time(Time(-1), "t"), CastError);
    const Uuid uuid = Uuid::v4();
    CHECK(cast_uuid(uuid.to_string(), "u") == uuid);
    CHECK(cast_uuid(uuid, "u") == uuid);
    CHECK_THROWS_AS((void)cast_uuid("x", "u"), CastError);
    const ObjectId id = ObjectId::make();
    CHECK(cast_object_id(id.to_string(), "o") == id);
    CHECK(cast_object_id(id, "o") == id);
    CHECK_THROWS_AS((void)cast_object_id(uuid, "o"), CastError);
}

TEST_CASE("an error names the whole path, the type wanted and the kind given, never the value") {
    try {
        (void)cast_integer("secret", 0, 9, "lines.2.qty");
        FAIL("no error");
    } catch (const CastError& error) {
        CHECK(std::string_view(error.what()) == "`lines.2.qty` must be a whole number from 0 to 9; text was given.");
        CHECK(error.fields() == std::vector<std::string>{"lines.2.qty"});
    }
    try {
        (void)cast_bool(Value(), "");
        FAIL("no error");
    } catch (const CastError& error) {
        CHECK(std::string_view(error.what()) == "The value must be true, false, 1, 0, yes or no; nothing was given.");
        CHECK(error.fields().empty());
    }
}
