#include <chrono>
#include <limits>
#include <random>

#include <doctest/doctest.h>

#include <tenon/error.hpp>
#include <tenon/time.hpp>

using namespace tenon;

namespace {

std::string again(const char* iso) { return Timestamp::parse(iso).iso(); }

}  // namespace

TEST_CASE("a timestamp is read in every documented form and written in UTC") {
    CHECK(Timestamp::parse("1970-01-01T00:00:00Z").microseconds == 0);
    CHECK(Timestamp::parse("2024-02-29T12:30:00.123456Z").microseconds == 1709209800123456);
    CHECK(again("2024-02-29T12:30:00.123456Z") == "2024-02-29T12:30:00.123456Z");
    CHECK(again("2024-02-29 12:30:00") == "2024-02-29T12:30:00Z");
    CHECK(again("2024-02-29T12:30:00.5Z") == "2024-02-29T12:30:00.500Z");
    CHECK(again("2024-02-29T12:30:00.09187") == "2024-02-29T12:30:00.091870Z");
    CHECK(again("2024-02-29T12:30:00.9187") == "2024-02-29T12:30:00.918700Z");
    CHECK(again("2024-02-29T12:30:00.000001Z") == "2024-02-29T12:30:00.000001Z");
    CHECK(again("2024-02-29T12:30:00.999999Z") == "2024-02-29T12:30:00.999999Z");
    CHECK(again("2024-02-29T12:30:00+05:45") == "2024-02-29T06:45:00Z");
    CHECK(again("2024-02-29T12:30:00+0545") == "2024-02-29T06:45:00Z");
    CHECK(again("2024-02-29T12:30:00-05") == "2024-02-29T17:30:00Z");
    CHECK(again("2024-03-01T00:00:00+14:00") == "2024-02-29T10:00:00Z");
    CHECK(again("2024-02-29T23:00:00-14:00") == "2024-03-01T13:00:00Z");
    CHECK(again("1969-12-31T23:59:59.999999Z") == "1969-12-31T23:59:59.999999Z");
    CHECK(Timestamp::parse("1969-12-31T23:59:59.999999Z").microseconds == -1);
    CHECK(again("0001-01-01T00:00:00Z") == "0001-01-01T00:00:00Z");
    CHECK(again("9999-12-31T23:59:59.999999Z") == "9999-12-31T23:59:59.999999Z");
    CHECK(again("1582-10-04T00:00:00Z") == "1582-10-04T00:00:00Z");
}

TEST_CASE("a timestamp that doesn't exist or is written otherwise is refused") {
    for (const char* text : {"",
                             "2024-02-29",
                             "2024-02-29T12:30Z",
                             "2024-02-30T00:00:00Z",
                             "2023-02-29T00:00:00Z",
                             "1900-02-29T00:00:00Z",
                             "2024-13-01T00:00:00Z",
                             "2024-00-01T00:00:00Z",
                             "2024-01-00T00:00:00Z",
                             "0000-01-01T00:00:00Z",
                             "10000-01-01T00:00:00Z",
                             "-0001-01-01T00:00:00Z",
                             "2016-12-31T23:59:60Z",
                             "2024-02-29T24:00:00Z",
                             "2024-02-29T12:60:00Z",
                             "2024-02-29T12:30:00.Z",
                             "2024-02-29T12:30:00.9999995Z",
                             "2024-02-29T12:30:00,5Z",
                             "2024-02-29T12:30:00+14:01",
                             "2024-02-29T12:30:00+15",
                             "2024-02-29T12:30:00+05:60",
                             "2024-02-29T12:30:00+5",
                             "2024-02-29T12:30:00ZZ",
                             "2024-02-29T12:30:00Z ",
                             " 2024-02-29T12:30:00Z",
                             "2024-2-29T12:30:00Z",
                             "2024-02-29t12:30:00z",
                             "2024/02/29 12:30:00",
                             "0001-01-01T00:00:00+00:01",
                             "9999-12-31T23:59:59-00:01",
                             "infinity"}) {
        CAPTURE(text);
        Timestamp out(7);
        CHECK_THROWS_AS(Timestamp::parse(text), CastError);
        CHECK_FALSE(Timestamp::try_parse(text, out));
        CHECK(out.microseconds == 7);
    }
    CHECK_THROWS_AS(Timestamp::parse(std::string_view("2024-02-29T12:30:00\0", 20)), CastError);
}

TEST_CASE("a timestamp outside the years 1 to 9999 has no text") {
    CHECK_THROWS_AS((void)Timestamp(std::numeric_limits<std::int64_t>::max()).iso(), CastError);
    CHECK_THROWS_AS((void)Timestamp(std::numeric_limits<std::int64_t>::min()).iso(), CastError);
    const Timestamp last = Timestamp::parse("9999-12-31T23:59:59.999999Z");
    const Timestamp first = Timestamp::parse("0001-01-01T00:00:00Z");
    CHECK(last.in_range());
    CHECK(first.in_range());
    CHECK_FALSE(Timestamp(last.microseconds + 1).in_range());
    CHECK_FALSE(Timestamp(first.microseconds - 1).in_range());
}

TEST_CASE("a timestamp is rounded down, before 1970 too") {
    CHECK(Timestamp(1'999'999).floored(0).microseconds == 1'000'000);
    CHECK(Timestamp(1'999'999).floored(3).microseconds == 1'999'000);
    CHECK(Timestamp(1'999'999).floored(6).microseconds == 1'999'999);
    CHECK(Timestamp(-1).floored(0).microseconds == -1'000'000);
    CHECK(Timestamp(-1).floored(3).microseconds == -1'000);
    CHECK(Timestamp(-1'000'000).floored(0).microseconds == -1'000'000);
}

TEST_CASE("a timestamp is a time point of the system clock and back") {
    using namespace std::chrono;
    CHECK(Timestamp(sys_days(year(2024) / 2 / 29) + 12h + 30min) == Timestamp::parse("2024-02-29T12:30:00Z"));
    CHECK(Timestamp(sys_time<nanoseconds>(nanoseconds(-1))).microseconds == -1);
    CHECK(Timestamp(5).time_point().time_since_epoch() == microseconds(5));
    CHECK(Timestamp::now() > Timestamp::parse("2020-01-01T00:00:00Z"));
}

TEST_CASE("days agree with the standard calendar") {
    using namespace std::chrono;
    std::mt19937 random(1);
    std::uniform_int_distribution<int> any(-719162, 2932896);
    for (int i = 0; i < 20000; ++i) {
        const int days = any(random);
        const year_month_day expected{sys_days{std::chrono::days{days}}};
        const Date date(days);
        REQUIRE(date.year() == int(expected.year()));
        REQUIRE(date.month() == int(unsigned(expected.month())));
        REQUIRE(date.day() == int(unsigned(expected.day())));
        REQUIRE(Date(date.year(), date.month(), date.day()) == date);
        REQUIRE(Date::parse(date.iso()) == date);
    }
}

TEST_CASE("timestamps read back what they wrote") {
    std::mt19937_64 random(2);
    std::uniform_int_distribution<std::int64_t> any(-62'135'596'800'000'000, 253'402'300'799'999'999);
    for (int i = 0; i < 20000; ++i) {
        const Timestamp instant(any(random));
        REQUIRE(Timestamp::parse(instant.iso()) == instant);
    }
}

TEST_CASE("a date must exist") {
    CHECK(Date::parse("1970-01-01").days == 0);
    CHECK(Date::parse("2000-02-29").iso() == "2000-02-29");
    CHECK(Date::parse("0001-01-01").iso() == "0001-01-01");
    CHECK(Date::parse("9999-12-31").iso() == "9999-12-31");
    CHECK(Date(2024, 2, 29).iso() == "2024-02-29");
    for (const char* text : {"", "2024-02-30", "2023-02-29", "2100-02-29", "2024-04-31", "0000-00-00", "2024-1-1",
                             "20240101", "2024-01-01T", "2024-01-01 ", "0000-12-31", "99999-01-01", "2024-01-0a"}) {
        CAPTURE(text);
        Date out(7);
        CHECK_THROWS_AS(Date::parse(text), CastError);
        CHECK_FALSE(Date::try_parse(text, out));
        CHECK(out.days == 7);
    }
    CHECK_THROWS_AS(Date(2023, 2, 29), CastError);
    CHECK_THROWS_AS(Date(0, 1, 1), CastError);
    CHECK_THROWS_AS(Date(10000, 1, 1), CastError);
    CHECK_THROWS_AS((void)Date(std::numeric_limits<std::int32_t>::max()).iso(), CastError);
    CHECK_THROWS_AS((void)Date(std::numeric_limits<std::int32_t>::min()).iso(), CastError);
}

TEST_CASE("a time of day is read and written, and its texts sort as the times do") {
    CHECK(Time::parse("12:30").iso() == "12:30:00");
    CHECK(Time::parse("12:30:00.5").iso() == "12:30:00.500000");
    CHECK(Time::parse("23:59:59.999999").microseconds == 86'399'999'999);
    CHECK(Time::parse("00:00:00").microseconds == 0);
    CHECK(Time(1, 2, 3, 4).iso() == "01:02:03.000004");
    CHECK(Time::parse("12:30:00").iso() < Time::parse("12:30:00.5").iso());
    CHECK(Time::parse("12:30:00.5").iso() < Time::parse("12:30:01").iso());
    for (const char* text : {"", "12", "24:00:00", "12:60", "12:30:60", "12:30:00.", "12:30:00.1234567", "12:30Z",
                             "12:30:00+01:00", "1:30", "-1:30:00", "12:30:", "12:30.5"}) {
        CAPTURE(text);
        Time out(7);
        CHECK_THROWS_AS(Time::parse(text), CastError);
        CHECK_FALSE(Time::try_parse(text, out));
        CHECK(out.microseconds == 7);
    }
    CHECK_THROWS_AS(Time(24, 0, 0), CastError);
    CHECK_THROWS_AS(Time(0, 0, 0, 1'000'000), CastError);
    CHECK_THROWS_AS((void)Time(-1).iso(), CastError);
    CHECK_THROWS_AS((void)Time(86'400'000'000).iso(), CastError);
}

TEST_CASE("the writers cut further digits off") {
    char text[timestamp_text_size];
    const Timestamp instant = Timestamp::parse("2024-02-29T12:30:00.123456Z");
    CHECK(std::string(text, write_iso(instant, 0, text)) == "2024-02-29T12:30:00Z");
    CHECK(std::string(text, write_iso(instant, 3, text)) == "2024-02-29T12:30:00.123Z");
    CHECK(std::string(text, write_iso(instant, 6, text)) == "2024-02-29T12:30:00.123456Z");
    CHECK(std::string(text, write_iso(Time(1, 2, 3), 6, text)) == "01:02:03.000000");
    CHECK(needed_digits(Timestamp(1000)) == 3);
    CHECK(needed_digits(Timestamp(-1)) == 6);
    CHECK(needed_digits(Time(1000)) == 6);
}
