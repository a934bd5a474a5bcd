#pragma once
// Parts of instants and days, in UTC, with ISO weeks (semantics, rule 12).

#include <cstdint>
#include <optional>

#include <tenon/time.hpp>

namespace tenon {

/// Does a day have such a part, can it be stepped by it?
[[nodiscard]] constexpr bool is_of_days(TimeUnit unit) noexcept {
    return unit != TimeUnit::hour && unit != TimeUnit::minute && unit != TimeUnit::second;
}
/// Always of one length: weeks and shorter.
[[nodiscard]] constexpr bool is_fixed(TimeUnit unit) noexcept {
    return unit >= TimeUnit::week && unit <= TimeUnit::second;
}

/// The year, the month 1 to 12, the second 0 to 59, the weekday 1 (Monday) to 7.
[[nodiscard]] std::int64_t part_of(TimeUnit unit, Timestamp instant);
[[nodiscard]] std::int64_t part_of(TimeUnit unit, Date day);

/// The first instant, or day, of the unit that it is in.
[[nodiscard]] Timestamp truncated(TimeUnit unit, Timestamp instant);
[[nodiscard]] Date truncated(TimeUnit unit, Date day);

/// So many units later; a day that the month doesn't have becomes its last. Nothing when it is beyond the years 1 to 9999.
[[nodiscard]] std::optional<Timestamp> stepped(TimeUnit unit, Timestamp instant, std::int64_t count);
[[nodiscard]] std::optional<Date> stepped(TimeUnit unit, Date day, std::int64_t count);

/// How many whole units of a fixed length lie between them, negative when `a` is before `b`.
[[nodiscard]] std::int64_t difference(TimeUnit unit, Timestamp a, Timestamp b);
[[nodiscard]] std::int64_t difference(TimeUnit unit, Date a, Date b);

}  // namespace tenon
