#include "drivers/sqlite/time_functions.hpp"

#include <optional>
#include <variant>

#include <tenon/time.hpp>

#include "drivers/sqlite/function_call.hpp"
#include "query/functions.hpp"
#include "value/time_units.hpp"

namespace tenon::drivers::sqlite {

namespace {

constexpr int as_integer = -1;

/// A time and how it is written: the digits of a second in its text.
struct Moment {
    std::variant<Timestamp, Date> time;
    int digits = as_integer;
};

int digits_of(std::string_view iso) {
    const std::size_t point = iso.find('.');
    if (point == std::string_view::npos) return 0;
    const std::size_t end = iso.find_first_not_of("0123456789", point + 1);
    return (end == std::string_view::npos ? iso.size() : end) - point - 1 > 3 ? 6 : 3;
}

Moment moment_of(sqlite3_value* value) {
    if (sqlite3_value_type(value) == SQLITE_INTEGER) return {Timestamp(sqlite3_value_int64(value))};
    const std::string_view text = text_of(value);
    if (text.size() == date_text_size) return {Date::parse(text), 0};
    return {Timestamp::parse(text), digits_of(text)};
}

TimeUnit unit_of(sqlite3_value* value) {
    const std::string_view name = text_of(value);
    for (int i = 0; i < static_cast<int>(TimeUnit::weekday); ++i)
        if (name_of(static_cast<TimeUnit>(i)) == name) return static_cast<TimeUnit>(i);
    return TimeUnit::weekday;
}

void give_time(sqlite3_context* context, Timestamp instant, int digits) {
    if (digits == as_integer) return sqlite3_result_int64(context, instant.microseconds);
    char text[timestamp_text_size];
    const std::size_t size = write_iso(instant, digits, text);
    sqlite3_result_text(context, text, static_cast<int>(size), SQLITE_TRANSIENT);
}
void give_time(sqlite3_context* context, Date day, int) {
    char text[date_text_size];
    const std::size_t size = write_iso(day, text);
    sqlite3_result_text(context, text, static_cast<int>(size), SQLITE_TRANSIENT);
}

}  // namespace

void time_part(sqlite3_context* context, int count, sqlite3_value** arguments) {
    evaluating(context, count, arguments, [&] {
        const TimeUnit unit = unit_of(arguments[0]);
        std::visit([&](auto time) { sqlite3_result_int64(context, part_of(unit, time)); },
                   moment_of(arguments[1]).time);
    });
}

void truncate_time(sqlite3_context* context, int count, sqlite3_value** arguments) {
    evaluating(context, count, arguments, [&] {
        const TimeUnit unit = unit_of(arguments[0]);
        const Moment moment = moment_of(arguments[1]);
        std::visit([&](auto time) { give_time(context, truncated(unit, time), moment.digits); }, moment.time);
    });
}

void step_time(sqlite3_context* context, int count, sqlite3_value** arguments) {
    evaluating(context, count, arguments, [&] {
        const TimeUnit unit = unit_of(arguments[0]);
        const Moment moment = moment_of(arguments[1]);
        std::visit(
            [&](auto time) {
                const auto moved = stepped(unit, time, sqlite3_value_int64(arguments[2]));
                if (!moved) throw query::EvaluationError(query::out_of_years_sentence());
                give_time(context, *moved, moment.digits);
            },
            moment.time);
    });
}

void time_between(sqlite3_context* context, int count, sqlite3_value** arguments) {
    evaluating(context, count, arguments, [&] {
        const TimeUnit unit = unit_of(arguments[0]);
        const Moment a = moment_of(arguments[1]);
        const Moment b = moment_of(arguments[2]);
        const Date* day = std::get_if<Date>(&a.time);
        const Date* other_day = std::get_if<Date>(&b.time);
        if (day != nullptr && other_day != nullptr)
            return sqlite3_result_int64(context, difference(unit, *day, *other_day));
        sqlite3_result_int64(context, difference(unit, std::get<Timestamp>(a.time), std::get<Timestamp>(b.time)));
    });
}

}  // namespace tenon::drivers::sqlite
