#include <cmath>
#include <limits>

#include <tenon/decimal.hpp>
#include <tenon/error.hpp>

#include "drivers/sqlite/convert.hpp"
#include "value/numbers.hpp"

namespace tenon::drivers::sqlite {

namespace {

constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();
// Whole numbers are all that such a column holds.
const Converted equals_nothing = Converted::of(0.5);

[[noreturn]] void refuse_finer(const std::string& what) {
    throw CastError(what +
                    " is finer than its column keeps, or beyond it, so that nothing can equal it: round it first.");
}

std::int64_t unit_of(int precision) {
    std::int64_t unit = 1;
    for (int digits = precision; digits < 6; ++digits) unit *= 10;
    return unit;
}

Converted timestamp(const sql::Parameter& parameter, const Cell& cell, Rounding rounding, std::string& buffer) {
    const std::int64_t unit = unit_of(parameter.precision);
    const std::int64_t rest = ((cell.integer % unit) + unit) % unit;
    if (rest != 0 && rounding == Rounding::exact) refuse_finer("A timestamp");
    std::int64_t micros = cell.integer - rest;
    if (rest != 0 && rounding == Rounding::up) micros += unit;
    return stored(parameter, Cell::of(Timestamp(micros)), buffer);
}

// A bound beyond every number that the column can hold stays beyond it: SQLite compares integers with doubles exactly.
Converted scaled_bound(const Decimal& value, int scale, Rounding rounding) {
    const Decimal one = Decimal::scaled(1, scale);
    Decimal bound = value.rounded(scale);
    if (rounding == Rounding::up && bound < value) bound = bound + one;
    if (rounding == Rounding::down && bound > value) bound = bound - one;
    if (bound > Decimal::scaled(greatest, scale)) return Converted::of(two_63);
    if (bound < Decimal::scaled(smallest, scale)) return Converted::of(-2 * two_63);
    return Converted::of(bound.scaled_int64(scale));
}

bool is_whole(const Decimal& value, int scale) {
    return value.rounded(scale) == value && value <= Decimal::scaled(greatest, scale) &&
           value >= Decimal::scaled(smallest, scale);
}

Converted decimal(const sql::Parameter& parameter, const Decimal& value, Rounding rounding) {
    const int scale = parameter.storage == sql::Storage::as_is ? 0 : parameter.scale;
    if (rounding == Rounding::equal)
        return is_whole(value, scale) ? Converted::of(value.scaled_int64(scale)) : equals_nothing;
    if (rounding == Rounding::exact) {
        if (!is_whole(value, scale)) refuse_finer("A decimal");
        return Converted::of(value.scaled_int64(scale));
    }
    return scaled_bound(value, scale, rounding);
}

// Of another scale than the column's texts, it equals none of them.
Converted decimal_text(const sql::Parameter& parameter, const Cell& cell, Rounding rounding, std::string& buffer) {
    const bool holds = cell.decimal->rounded(parameter.scale) == *cell.decimal;
    if (rounding != Rounding::equal || holds) return stored(parameter, cell, buffer);
    buffer = cell.decimal->to_string();
    return Converted::of_text(buffer);
}

// The greatest whole number of units of the scale that is at most `value`, which is near `guess`.
std::int64_t units_below(double value, int scale, double guess) {
    auto units = static_cast<std::int64_t>(guess);
    while (units > smallest && Decimal::scaled(units, scale).compare(value) > 0) --units;
    while (units < greatest && Decimal::scaled(units + 1, scale).compare(value) <= 0) ++units;
    return units;
}

Converted real(const sql::Parameter& parameter, const Cell& cell, Rounding rounding) {
    if (std::isnan(cell.real)) throw CastError("NaN is refused: no database compares or stores it alike.");
    const int scale = parameter.storage == sql::Storage::scaled ? parameter.scale : 0;
    const double guess = std::floor(cell.real * std::pow(10.0, scale));
    const bool fits = guess >= -two_63 && guess < two_63;
    if (!fits && rounding == Rounding::exact) refuse_finer("A number");
    if (!fits && rounding == Rounding::equal) return equals_nothing;
    if (!fits) return Converted::of(guess < 0 ? -2 * two_63 : two_63);
    const std::int64_t units = units_below(cell.real, scale, guess);
    if (Decimal::scaled(units, scale).compare(cell.real) == 0) return Converted::of(units);
    if (rounding == Rounding::exact) refuse_finer("A number");
    if (rounding == Rounding::equal) return equals_nothing;
    return Converted::of(rounding == Rounding::up && units < greatest ? units + 1 : units);
}

}  // namespace

Converted rounded(const sql::Parameter& parameter, const Cell& cell, Rounding rounding, std::string& buffer) {
    switch (cell.type) {
    case CellType::timestamp: return timestamp(parameter, cell, rounding, buffer);
    case CellType::decimal:
        if (parameter.storage == sql::Storage::decimal_text) return decimal_text(parameter, cell, rounding, buffer);
        return decimal(parameter, *cell.decimal, rounding);
    case CellType::integer:
        if (parameter.storage != sql::Storage::scaled) return stored(parameter, cell, buffer);
        return decimal(parameter, Decimal(cell.integer), rounding);
    case CellType::real:
        if (parameter.storage == sql::Storage::decimal_text) return stored(parameter, cell, buffer);
        return real(parameter, cell, rounding);
    default: return stored(parameter, cell, buffer);
    }
}

}  // namespace tenon::drivers::sqlite
