#include "value/time_units.hpp"

#include "value/calendar.hpp"

namespace tenon {

using calendar::Civil;
using calendar::civil_of;
using calendar::floor_div;
using calendar::micros_per_day;
using calendar::micros_per_second;

namespace {

constexpr int days_per_week = 7;
constexpr std::int64_t most_months = 12 * 10'000;
constexpr std::int64_t most_days = 366 * 10'000;

Date day_of(Timestamp instant) {
    return Date(static_cast<std::int32_t>(floor_div(instant.microseconds, micros_per_day)));
}
std::int64_t within_day(Timestamp instant) {
    return instant.microseconds - floor_div(instant.microseconds, micros_per_day) * micros_per_day;
}
Timestamp start_of(Date day) { return Timestamp(day.days * micros_per_day); }

// Of a week and what is shorter.
std::int64_t microseconds_of(TimeUnit unit) {
    switch (unit) {
    case TimeUnit::week: return days_per_week * micros_per_day;
    case TimeUnit::day: return micros_per_day;
    case TimeUnit::hour: return 3600 * micros_per_second;
    case TimeUnit::minute: return 60 * micros_per_second;
    default: return micros_per_second;
    }
}

// 1970-01-01 was a Thursday.
std::int64_t weekday(Date day) { return (day.days % days_per_week + days_per_week + 3) % days_per_week + 1; }

int months_of(TimeUnit unit) { return unit == TimeUnit::year ? 12 : unit == TimeUnit::quarter ? 3 : 1; }

std::optional<Date> stepped_by_months(Date day, std::int64_t count) {
    if (count > most_months || count < -most_months) return std::nullopt;
    const Civil civil = civil_of(day.days);
    const std::int64_t months = civil.year * std::int64_t{12} + civil.month - 1 + count;
    const auto year = static_cast<int>(floor_div(months, 12));
    const auto month = static_cast<int>(months - std::int64_t{year} * 12) + 1;
    if (year < 1 || year > 9999) return std::nullopt;
    const int last = calendar::days_in_month(year, month);
    return Date(calendar::days_of(year, month, civil.day < last ? civil.day : last));
}

}  // namespace

std::string_view name_of(TimeUnit unit) noexcept {
    switch (unit) {
    case TimeUnit::year: return "year";
    case TimeUnit::quarter: return "quarter";
    case TimeUnit::month: return "month";
    case TimeUnit::week: return "week";
    case TimeUnit::day: return "day";
    case TimeUnit::hour: return "hour";
    case TimeUnit::minute: return "minute";
    case TimeUnit::second: return "second";
    case TimeUnit::weekday: return "weekday";
    }
    return "unknown";
}

std::int64_t part_of(TimeUnit unit, Date day) {
    const Civil civil = civil_of(day.days);
    switch (unit) {
    case TimeUnit::year: return civil.year;
    case TimeUnit::quarter: return (civil.month + 2) / 3;
    case TimeUnit::month: return civil.month;
    case TimeUnit::day: return civil.day;
    case TimeUnit::weekday: return weekday(day);
    default: return 0;
    }
}

std::int64_t part_of(TimeUnit unit, Timestamp instant) {
    const std::int64_t seconds = within_day(instant) / micros_per_second;
    switch (unit) {
    case TimeUnit::hour: return seconds / 3600;
    case TimeUnit::minute: return seconds / 60 % 60;
    case TimeUnit::second: return seconds % 60;
    default: return part_of(unit, day_of(instant));
    }
}

Date truncated(TimeUnit unit, Date day) {
    const Civil civil = civil_of(day.days);
    switch (unit) {
    case TimeUnit::year: return Date(calendar::days_of(civil.year, 1, 1));
    case TimeUnit::quarter: return Date(calendar::days_of(civil.year, (civil.month - 1) / 3 * 3 + 1, 1));
    case TimeUnit::month: return Date(calendar::days_of(civil.year, civil.month, 1));
    case TimeUnit::week: return Date(day.days - static_cast<std::int32_t>(weekday(day) - 1));
    default: return day;
    }
}

Timestamp truncated(TimeUnit unit, Timestamp instant) {
    if (is_of_days(unit)) return start_of(truncated(unit, day_of(instant)));
    const std::int64_t size = microseconds_of(unit);
    return Timestamp(floor_div(instant.microseconds, size) * size);
}

std::optional<Date> stepped(TimeUnit unit, Date day, std::int64_t count) {
    if (!is_fixed(unit)) {
        const int months = months_of(unit);
        if (count > most_months || count < -most_months) return std::nullopt;
        return stepped_by_months(day, count * months);
    }
    if (count > most_days || count < -most_days) return std::nullopt;
    const std::int64_t days = day.days + count * (unit == TimeUnit::week ? days_per_week : 1);
    if (days < calendar::min_day || days > calendar::max_day) return std::nullopt;
    return Date(static_cast<std::int32_t>(days));
}

std::optional<Timestamp> stepped(TimeUnit unit, Timestamp instant, std::int64_t count) {
    if (!is_fixed(unit)) {
        const std::optional<Date> day = stepped(unit, day_of(instant), count);
        if (!day) return std::nullopt;
        return Timestamp(start_of(*day).microseconds + within_day(instant));
    }
    const std::int64_t size = microseconds_of(unit);
    const std::int64_t most = (calendar::max_micros - calendar::min_micros) / size;
    if (count > most || count < -most) return std::nullopt;
    const Timestamp moved(instant.microseconds + count * size);
    if (!moved.in_range()) return std::nullopt;
    return moved;
}

std::int64_t difference(TimeUnit unit, Timestamp a, Timestamp b) {
    return (a.microseconds - b.microseconds) / microseconds_of(unit);
}

std::int64_t difference(TimeUnit unit, Date a, Date b) {
    return (a.days - b.days) / (unit == TimeUnit::week ? days_per_week : 1);
}

}  // namespace tenon
