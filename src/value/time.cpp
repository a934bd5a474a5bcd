#include <tenon/time.hpp>

#include <array>
#include <cstring>

#include <tenon/error.hpp>

#include "value/calendar.hpp"

namespace tenon {

namespace {

using namespace calendar;

[[noreturn]] void refuse(const char* wanted) { throw CastError(std::string("This text is no ") + wanted + "."); }

// Reads fixed fields from the left; the first thing that doesn't fit makes every later read fail.
class Scanner {
public:
    explicit Scanner(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}

    [[nodiscard]] bool good() const { return good_; }
    [[nodiscard]] bool at_end() const { return at_ == end_; }

    int number(int digits) {
        if (end_ - at_ < digits) return fail();
        int value = 0;
        for (int i = 0; i < digits; ++i) {
            const unsigned digit = static_cast<unsigned char>(*at_++) - static_cast<unsigned>('0');
            if (digit > 9) return fail();
            value = value * 10 + static_cast<int>(digit);
        }
        return value;
    }

    bool take(char c) {
        if (at_end() || *at_ != c) return false;
        ++at_;
        return true;
    }

    void expect(char c) {
        if (!take(c)) fail();
    }

    // Up to six digits after a point that was taken.
    int fraction() {
        int value = 0;
        int digits = 0;
        while (at_ != end_ && *at_ >= '0' && *at_ <= '9') {
            if (++digits > 6) return fail();
            value = value * 10 + (*at_++ - '0');
        }
        if (digits == 0) return fail();
        for (; digits < 6; ++digits) value *= 10;
        return value;
    }

private:
    int fail() {
        good_ = false;
        at_ = end_;
        return 0;
    }

    const char* at_;
    const char* end_;
    bool good_ = true;
};

bool scan_day(Scanner& in, std::int32_t& days) {
    const int year = in.number(4);
    in.expect('-');
    const int month = in.number(2);
    in.expect('-');
    const int day = in.number(2);
    if (!in.good() || !exists(year, month, day)) return false;
    days = days_of(year, month, day);
    return true;
}

bool scan_clock(Scanner& in, bool seconds_needed, std::int64_t& micros) {
    const int hour = in.number(2);
    in.expect(':');
    const int minute = in.number(2);
    int second = 0;
    int fraction = 0;
    if (in.take(':')) {
        second = in.number(2);
        if (in.take('.')) fraction = in.fraction();
    } else if (seconds_needed) {
        return false;
    }
    if (!in.good() || hour > 23 || minute > 59 || second > 59) return false;
    micros = (hour * 3600 + minute * 60 + second) * micros_per_second + fraction;
    return true;
}

// "Z", "+05:45", "+0545", "+05", or nothing.
bool scan_offset(Scanner& in, std::int64_t& micros) {
    micros = 0;
    if (in.at_end() || in.take('Z')) return in.at_end();
    const bool east = in.take('+');
    if (!east && !in.take('-')) return false;
    const int hours = in.number(2);
    int minutes = 0;
    if (!in.at_end()) {
        in.take(':');
        minutes = in.number(2);
    }
    if (!in.good() || !in.at_end() || minutes > 59 || hours * 60 + minutes > 14 * 60) return false;
    micros = (hours * 60 + minutes) * 60 * micros_per_second;
    if (!east) micros = -micros;
    return true;
}

constexpr std::array<char, 200> pairs = [] {
    std::array<char, 200> table{};
    for (std::size_t i = 0; i < 100; ++i) {
        table[2 * i] = static_cast<char>('0' + i / 10);
        table[2 * i + 1] = static_cast<char>('0' + i % 10);
    }
    return table;
}();

void put2(char* out, int value) { std::memcpy(out, &pairs[2 * static_cast<std::size_t>(value)], 2); }

void put_day(char* out, std::int32_t days) {
    const Civil civil = civil_of(days);
    put2(out, civil.year / 100);
    put2(out + 2, civil.year % 100);
    out[4] = '-';
    put2(out + 5, civil.month);
    out[7] = '-';
    put2(out + 8, civil.day);
}

std::size_t put_fraction(char* out, int micros, int digits) {
    if (digits == 0) return 0;
    char six[6];
    put2(six, micros / 10000);
    put2(six + 2, micros / 100 % 100);
    put2(six + 4, micros % 100);
    out[0] = '.';
    const auto count = static_cast<std::size_t>(digits);
    std::memcpy(out + 1, six, count);
    return count + 1;
}

// HH:MM:SS and the fraction.
std::size_t put_clock(char* out, std::int64_t micros, int digits) {
    const int seconds = static_cast<int>(micros / micros_per_second);
    put2(out, seconds / 3600);
    out[2] = ':';
    put2(out + 3, seconds / 60 % 60);
    out[5] = ':';
    put2(out + 6, seconds % 60);
    return 8 + put_fraction(out + 8, static_cast<int>(micros % micros_per_second), digits);
}

}  // namespace

Timestamp Timestamp::now() { return Timestamp(std::chrono::system_clock::now()); }

Timestamp Timestamp::parse(std::string_view iso) {
    Timestamp value;
    if (!try_parse(iso, value)) {
        refuse("timestamp: write an existing instant as 2024-02-29T12:30:00.123456Z, with Z, +05:45 or nothing (UTC) "
               "at the end");
    }
    return value;
}

bool Timestamp::try_parse(std::string_view iso, Timestamp& out) noexcept {
    Scanner in(iso);
    std::int32_t days = 0;
    std::int64_t clock = 0;
    std::int64_t offset = 0;
    if (!scan_day(in, days)) return false;
    if (!in.take('T') && !in.take(' ')) return false;
    if (!scan_clock(in, true, clock) || !scan_offset(in, offset)) return false;
    const Timestamp value(days * micros_per_day + clock - offset);
    if (!value.in_range()) return false;
    out = value;
    return true;
}

std::string Timestamp::iso() const {
    char text[timestamp_text_size];
    return {text, write_iso(*this, needed_digits(*this), text)};
}

Timestamp Timestamp::floored(int digits) const {
    if (!in_range()) return *this;
    if (digits >= 6) return *this;
    const std::int64_t unit = digits >= 3 ? 1000 : micros_per_second;
    const std::int64_t rest = digits >= 3 ? microseconds % 1000 : microseconds % micros_per_second;
    return Timestamp(microseconds - (rest < 0 ? rest + unit : rest));
}

Date::Date(int year, int month, int day) {
    if (!exists(year, month, day)) {
        throw CastError("This day doesn't exist: give a year from 1 to 9999, a month and a day of that month.");
    }
    days = days_of(year, month, day);
}

Date Date::parse(std::string_view iso) {
    Date value;
    if (!try_parse(iso, value)) refuse("date: write an existing day as 2024-02-29");
    return value;
}

bool Date::try_parse(std::string_view iso, Date& out) noexcept {
    Scanner in(iso);
    std::int32_t days = 0;
    if (!scan_day(in, days) || !in.at_end()) return false;
    out = Date(days);
    return true;
}

std::string Date::iso() const {
    char text[date_text_size];
    return {text, write_iso(*this, text)};
}

int Date::year() const { return civil_of(days).year; }
int Date::month() const { return civil_of(days).month; }
int Date::day() const { return civil_of(days).day; }

Time::Time(int hour, int minute, int second, int microsecond) {
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || microsecond < 0 ||
        microsecond >= micros_per_second) {
        throw CastError("This time of day doesn't exist: give 00:00:00 to 23:59:59.999999.");
    }
    microseconds = (hour * 3600 + minute * 60 + second) * micros_per_second + microsecond;
}

Time Time::parse(std::string_view iso) {
    Time value;
    if (!try_parse(iso, value)) refuse("time of day: write 12:30, 12:30:00 or 12:30:00.123456");
    return value;
}

bool Time::try_parse(std::string_view iso, Time& out) noexcept {
    Scanner in(iso);
    std::int64_t clock = 0;
    if (!scan_clock(in, false, clock) || !in.at_end()) return false;
    out = Time(clock);
    return true;
}

std::string Time::iso() const {
    char text[time_text_size];
    return {text, write_iso(*this, needed_digits(*this), text)};
}

int needed_digits(Timestamp value) noexcept {
    if (value.microseconds % micros_per_second == 0) return 0;
    return value.microseconds % 1000 == 0 ? 3 : 6;
}

int needed_digits(Time value) noexcept { return value.microseconds % micros_per_second == 0 ? 0 : 6; }

std::size_t write_iso(Timestamp value, int digits, char* out) {
    if (!value.in_range())
        throw CastError("A timestamp is outside the years 0001 to 9999, so it has no ISO 8601 text.");
    const std::int64_t days = floor_div(value.microseconds, micros_per_day);
    put_day(out, static_cast<std::int32_t>(days));
    out[10] = 'T';
    std::size_t size = 11 + put_clock(out + 11, value.microseconds - days * micros_per_day, digits);
    out[size++] = 'Z';
    return size;
}

std::size_t write_iso(Date value, char* out) {
    if (!value.in_range()) throw CastError("A date is outside the years 0001 to 9999, so it has no ISO 8601 text.");
    put_day(out, value.days);
    return date_text_size;
}

std::size_t write_iso(Time value, int digits, char* out) {
    if (!value.in_range()) throw CastError("A time of day is outside 00:00:00 to 23:59:59.999999.");
    return put_clock(out, value.microseconds, digits);
}

}  // namespace tenon
