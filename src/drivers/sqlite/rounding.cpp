#include "drivers/sqlite/rounding.hpp"

#include <cmath>
#include <cstdint>
#include <limits>

#include "drivers/sqlite/arithmetic.hpp"
#include "drivers/sqlite/function_call.hpp"

namespace tenon::drivers::sqlite {

namespace {

enum class Direction : std::uint8_t { down, up, nearest };

// How far the multiple of `unit` below is, and how far up the wanted one is from there.
std::int64_t rounded(std::int64_t value, std::int64_t unit, Direction direction) {
    const std::int64_t above = (value % unit + unit) % unit;
    if (above == 0) return value;
    if (value < std::numeric_limits<std::int64_t>::min() + above)
        throw query::EvaluationError(query::overflow_sentence("round"));
    const std::int64_t below = value - above;
    const std::int64_t rest = unit - above;
    const bool odd = below / unit % 2 != 0;
    const bool up = direction == Direction::up ||
                    (direction == Direction::nearest && (above > rest || (above == rest && odd)));
    if (!up) return below;
    if (below > std::numeric_limits<std::int64_t>::max() - unit)
        throw query::EvaluationError(query::overflow_sentence("round"));
    return below + unit;
}

double rounded(double value, Direction direction) {
    switch (direction) {
    case Direction::down: return std::floor(value);
    case Direction::up: return std::ceil(value);
    default: return std::nearbyint(value);
    }
}

void round_in(Direction direction, sqlite3_context* context, int count, sqlite3_value** arguments) {
    evaluating(context, count, arguments, [&] {
        if (sqlite3_value_type(arguments[0]) == SQLITE_FLOAT)
            return sqlite3_result_double(context, rounded(sqlite3_value_double(arguments[0]), direction));
        const std::int64_t unit = sqlite3_value_int64(arguments[1]);
        sqlite3_result_int64(context, rounded(sqlite3_value_int64(arguments[0]), unit > 0 ? unit : 1, direction));
    });
}

}  // namespace

void magnitude(sqlite3_context* context, int count, sqlite3_value** arguments) {
    if (sqlite3_value_double(arguments[0]) < 0) return negate(context, count, arguments);
    if (sqlite3_value_type(arguments[0]) != SQLITE_NULL) sqlite3_result_value(context, arguments[0]);
}

void floor_to(sqlite3_context* context, int count, sqlite3_value** arguments) {
    round_in(Direction::down, context, count, arguments);
}
void ceil_to(sqlite3_context* context, int count, sqlite3_value** arguments) {
    round_in(Direction::up, context, count, arguments);
}
void round_to(sqlite3_context* context, int count, sqlite3_value** arguments) {
    round_in(Direction::nearest, context, count, arguments);
}

}  // namespace tenon::drivers::sqlite
