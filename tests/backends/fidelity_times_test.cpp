// Days and instants at their limits, to the microsecond, and in whatever zone the program runs. (reliability D6 to D9)

#include <cstdlib>
#include <ctime>
#include <limits>

#include "backends/fidelity.hpp"

using namespace backends;
using tenon::Date;
using tenon::Time;
using tenon::Timestamp;

namespace {

struct Moment {
    std::int64_t id = 0;
    Date day{};
    Time clock{};
    Timestamp at{};       // milliseconds
    Timestamp exact{};    // microseconds
    Timestamp written{};  // microseconds, as text
};
void describe(tenon::Schema<Moment>& moment) {
    moment.field(f<&Moment::exact>).precision(6);
    moment.field(f<&Moment::written>).precision(6).stored_as_text();
}

/// The zone of the program, for as long as one lives.
class Zone {
public:
    explicit Zone(const char* name) {
        if (const char* const given = std::getenv("TZ")) before_ = given;
        set(name);
    }
    Zone(const Zone&) = delete;
    Zone& operator=(const Zone&) = delete;
    ~Zone() { set(before_ ? before_->c_str() : nullptr); }

private:
    static void set(const char* name) {
        if (name == nullptr) {
            ::unsetenv("TZ");
        } else {
            ::setenv("TZ", name, 1);
        }
        ::tzset();
    }
    std::optional<std::string> before_;
};

}  // namespace

TEST_CASE("days are kept from the first to the last, and others are refused") {
    on_each([](const tenon::Database& db) {
        db.sync<Moment>();
        const auto model = db.model<Moment>();
        for (const char* day : {"0001-01-01", "0999-12-31", "1582-10-04", "1582-10-05", "1582-10-14", "1582-10-15",
                                "1900-02-28", "1969-12-31", "1970-01-01", "2000-02-29", "2038-01-19", "9999-12-31"})
            check_kept<&Moment::day>(model, Date::parse(day));
        CHECK(model.find().order_by(f<&Moment::day>).first()->day == Date(1, 1, 1));
        CHECK(model.find().order_by(f<&Moment::day>.desc()).first()->day == Date(9999, 12, 31));
        for (const char* day : {"-4713-11-24", "0000-00-00", "0000-01-01", "1900-02-29", "2024-02-30", "10000-01-01",
                                "294276-12-31", "infinity", "today", ""})
            CHECK_THROWS_AS((void)Date::parse(day), tenon::CastError);
        for (const Date day : {Date(-719'163), Date(2'932'897), Date(std::numeric_limits<std::int32_t>::min())})
            check_refused<tenon::CastError, &Moment::day>(model, day);
    });
}

TEST_CASE("instants are kept from the first to the last, and others are refused") {
    on_each([](const tenon::Database& db) {
        db.sync<Moment>();
        const auto model = db.model<Moment>();
        for (const char* text : {"0001-01-01T00:00:00Z", "1582-10-10T00:00:00Z", "1969-12-31T23:59:59.999999Z",
                                 "1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000001Z", "2038-01-19T03:14:07.999999Z",
                                 "2038-01-19T03:14:08Z", "2106-02-07T06:28:16Z", "9999-12-31T23:59:59.999999Z"}) {
            const Timestamp instant = Timestamp::parse(text);
            check_kept<&Moment::exact>(model, instant);
            check_kept<&Moment::written>(model, instant);
            check_kept<&Moment::at>(model, instant.floored(3));
        }
        for (const char* text : {"0000-01-01T00:00:00Z", "10000-01-01T00:00:00Z", "infinity", "2024-02-30T00:00:00Z"})
            CHECK_THROWS_AS((void)Timestamp::parse(text), tenon::CastError);
        for (const Timestamp instant : {Timestamp(-62'135'596'800'000'001), Timestamp(253'402'300'800'000'000),
                                        Timestamp(std::numeric_limits<std::int64_t>::max()),
                                        Timestamp(std::numeric_limits<std::int64_t>::min())}) {
            check_refused<tenon::CastError, &Moment::exact>(model, instant);
            check_refused<tenon::CastError, &Moment::written>(model, instant);
            check_refused<tenon::CastError, &Moment::at>(model, instant);
            CHECK_THROWS_AS(model.update(tenon::everything, f<&Moment::at> = instant), tenon::CastError);
            CHECK_THROWS_AS(model.update(tenon::everything, f<&Moment::exact> = instant), tenon::CastError);
        }
    });
}

TEST_CASE("fractions of a second are kept, and further ones are rounded down in the object too") {
    on_each([](const tenon::Database& db) {
        db.sync<Moment>();
        const auto model = db.model<Moment>();
        for (const char* fraction : {".000001", ".999999", ".09", ".9", ".090000", ".100000", ".09187", ".9187"}) {
            const Timestamp instant = Timestamp::parse(std::string("2024-06-01T12:00:00") + fraction + "Z");
            check_kept<&Moment::exact>(model, instant);
            check_kept<&Moment::written>(model, instant);
            check_kept<&Moment::clock>(model, Time::parse(std::string("12:00:00") + fraction));
        }
        CHECK(Timestamp::parse("2024-06-01T12:00:00.09Z") < Timestamp::parse("2024-06-01T12:00:00.9Z"));
        CHECK(model.count(f<&Moment::clock> == Time(12, 0, 0, 90'000)) == 2);
        // There is no half microsecond.
        CHECK_THROWS_AS((void)Timestamp::parse("2024-06-01T12:00:00.9999995Z"), tenon::CastError);
        const Moment made = model.create({.at = Timestamp(999'999), .exact = Timestamp(-1)});
        CHECK(made.at == Timestamp(999'000));
        CHECK(model.get(made.id).at == made.at);
        CHECK(model.create({.at = Timestamp(-1)}).at == Timestamp(-1'000));
        check_refused<tenon::CastError, &Moment::clock>(model, Time(std::int64_t{86'400'000'000}));
        check_refused<tenon::CastError, &Moment::clock>(model, Time(std::int64_t{-1}));
    });
}

TEST_CASE("an instant is the same in whatever zone the program runs") {
    for (const char* name : {"America/New_York", "Asia/Kathmandu", "EST5EDT,M3.2.0,M11.1.0", "UTC"}) {
        CAPTURE(std::string(name));
        const Zone zone(name);
        on_each([](const tenon::Database& db) {
            db.sync<Moment>();
            const auto model = db.model<Moment>();
            // In New York: an hour that isn't there, and one that is there twice.
            for (const char* text : {"2024-03-10T02:30:00Z", "2024-03-10T07:30:00Z", "2024-11-03T05:30:00Z",
                                     "2024-11-03T06:30:00Z", "1969-12-31T19:00:00Z"}) {
                const Timestamp instant = Timestamp::parse(text);
                CHECK(instant.iso() == text);
                check_kept<&Moment::at>(model, instant);
                check_kept<&Moment::written>(model, instant);
            }
            CHECK(model.count(tenon::hour(f<&Moment::at>) == 2) == 1);
        });
    }
}

TEST_CASE("offsets to 14 hours give one instant, and leap seconds none") {
    on_each([](const tenon::Database& db) {
        db.sync<Moment>();
        const auto model = db.model<Moment>();
        const Timestamp noon = Timestamp::parse("2024-06-01T12:00:00Z");
        for (const char* text : {"2024-06-02T02:00:00+14:00", "2024-05-31T22:00:00-14:00", "2024-06-01T17:45:00+05:45",
                                 "2024-06-01 12:00:00"}) {
            CHECK(Timestamp::parse(text) == noon);
            CHECK(check_kept<&Moment::at>(model, Timestamp::parse(text)).at == noon);
        }
        CHECK(model.count(f<&Moment::at> == noon) == 4);
        for (const char* text : {"2024-06-01T12:00:00+14:01", "2016-12-31T23:59:60Z", "2024-06-01T24:00:00Z"})
            CHECK_THROWS_AS((void)Timestamp::parse(text), tenon::CastError);
    });
}
