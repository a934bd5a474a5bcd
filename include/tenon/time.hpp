#pragma once
// Timestamp, Date, Time: an instant, a day of the calendar, a time of day. ISO 8601 both ways.

#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tenon {

/// An instant in UTC, counted in microseconds since 1970-01-01T00:00:00Z. From year 0001 to 9999.
struct Timestamp {
    std::int64_t microseconds = 0;

    constexpr Timestamp() = default;
    constexpr explicit Timestamp(std::int64_t since_epoch) : microseconds(since_epoch) {}
    template <class Duration>
    constexpr Timestamp(std::chrono::time_point<std::chrono::system_clock, Duration> instant)  // NOLINT: lossless
        : microseconds(std::chrono::floor<std::chrono::microseconds>(instant).time_since_epoch().count()) {}

    static Timestamp now();
    /// "2024-02-29T12:30:00.123456Z", with "+05:45" ("+0545", "+05"; up to 14 hours) or "Z", or none (UTC); a space may
    /// stand for the T; up to 6 digits of a second. Throws CastError for anything else, days and times that don't exist
    /// (leap seconds) included.
    static Timestamp parse(std::string_view iso);
    static bool try_parse(std::string_view iso, Timestamp& out) noexcept;

    /// "2024-02-29T12:30:00.123Z": as many digits as needed, 3 or 6, none when whole.
    [[nodiscard]] std::string iso() const;
    [[nodiscard]] constexpr std::chrono::sys_time<std::chrono::microseconds> time_point() const {
        return std::chrono::sys_time<std::chrono::microseconds>(std::chrono::microseconds(microseconds));
    }
    /// Rounded down to 0, 3 or 6 digits of a second.
    [[nodiscard]] Timestamp floored(int digits) const;
    [[nodiscard]] constexpr bool in_range() const noexcept {
        return microseconds >= -62'135'596'800'000'000 && microseconds <= 253'402'300'799'999'999;
    }

    friend constexpr auto operator<=>(Timestamp, Timestamp) = default;
};

/// A day of the Gregorian calendar, counted in days since 1970-01-01. From 0001-01-01 to 9999-12-31.
struct Date {
    std::int32_t days = 0;

    constexpr Date() = default;
    constexpr explicit Date(std::int32_t since_epoch) : days(since_epoch) {}
    /// Throws CastError for a day that doesn't exist.
    Date(int year, int month, int day);
    /// "2024-02-29" and nothing else.
    static Date parse(std::string_view iso);
    static bool try_parse(std::string_view iso, Date& out) noexcept;
    [[nodiscard]] std::string iso() const;
    [[nodiscard]] int year() const;
    [[nodiscard]] int month() const;
    [[nodiscard]] int day() const;
    [[nodiscard]] constexpr bool in_range() const noexcept { return days >= -719'162 && days <= 2'932'896; }
    friend constexpr auto operator<=>(Date, Date) = default;
};

/// A time of day without a zone, counted in microseconds since midnight. From 00:00:00 to 23:59:59.999999.
struct Time {
    std::int64_t microseconds = 0;

    constexpr Time() = default;
    constexpr explicit Time(std::int64_t since_midnight) : microseconds(since_midnight) {}
    Time(int hour, int minute, int second, int microsecond = 0);
    /// "12:30:00", "12:30", "12:30:00.5" to six digits.
    static Time parse(std::string_view iso);
    static bool try_parse(std::string_view iso, Time& out) noexcept;
    /// "12:30:00", or with 6 digits when it is not whole seconds. Such texts sort as the times do.
    [[nodiscard]] std::string iso() const;
    [[nodiscard]] constexpr bool in_range() const noexcept {
        return microseconds >= 0 && microseconds < 86'400'000'000;
    }
    friend constexpr auto operator<=>(Time, Time) = default;
};

/// What times are cut into: `weekday` is a part alone, and no unit to count in.
enum class TimeUnit : std::uint8_t { year, quarter, month, week, day, hour, minute, second, weekday };

std::string_view name_of(TimeUnit unit) noexcept;

/// Digits of a second that lose nothing: 0, 3 or 6 for an instant, 0 or 6 for a time of day.
int needed_digits(Timestamp value) noexcept;
int needed_digits(Time value) noexcept;

/// Writers without allocation, into `out` of at least the number of characters named; they give the length. Further
/// digits are cut off. CastError when the value is out of range.
inline constexpr std::size_t timestamp_text_size = 27;  // 2024-02-29T12:30:00.123456Z
inline constexpr std::size_t date_text_size = 10;
inline constexpr std::size_t time_text_size = 15;  // 12:30:00.123456
/// `digits` 0, 3 or 6.
std::size_t write_iso(Timestamp value, int digits, char* out);
std::size_t write_iso(Date value, char* out);
std::size_t write_iso(Time value, int digits, char* out);

}  // namespace tenon
