#include "drivers/sqlite/arithmetic.hpp"

#include <cstdint>
#include <limits>
#include <optional>

#include "drivers/sqlite/failure.hpp"
#include "query/evaluation_error.hpp"

namespace tenon::drivers::sqlite {

namespace {

constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();

using Integer = std::optional<std::int64_t>;  // nothing: it doesn't fit

Integer sum(std::int64_t a, std::int64_t b) {
    if (b > 0 ? a > highest - b : a < lowest - b) return {};
    return a + b;
}

Integer difference(std::int64_t a, std::int64_t b) {
    if (b < 0 ? a > highest + b : a < lowest + b) return {};
    return a - b;
}

bool product_fits(std::int64_t a, std::int64_t b) {
    if (a == 0 || b == 0) return true;
    if (a > 0) return b > 0 ? a <= highest / b : b >= lowest / a;
    return b > 0 ? a >= lowest / b : b >= highest / a;
}

Integer product(std::int64_t a, std::int64_t b) {
    if (!product_fits(a, b)) return {};
    return a * b;
}

Integer quotient(std::int64_t a, std::int64_t b) {
    if (a == lowest && b == -1) return {};
    return a / b;
}

bool is_number(int type) { return type == SQLITE_INTEGER || type == SQLITE_FLOAT; }

void give_checked(sqlite3_context* context, std::string_view operation, Integer result) {
    if (result) return sqlite3_result_int64(context, *result);
    try {
        fail_evaluation(context, query::overflow_sentence(operation));
    } catch (...) {
        sqlite3_result_error_nomem(context);
    }
}

template <class Integers, class Reals>
void compute(sqlite3_context* context, sqlite3_value** arguments, std::string_view operation, Integers integers,
             Reals reals) {
    const int left = sqlite3_value_type(arguments[0]);
    const int right = sqlite3_value_type(arguments[1]);
    if (left == SQLITE_NULL || right == SQLITE_NULL) return;
    if (!is_number(left) || !is_number(right)) {
        sqlite3_result_error(context, "arithmetic needs numbers", -1);
    } else if (operation == "/" && sqlite3_value_double(arguments[1]) == 0.0) {
        sqlite3_result_null(context);
    } else if (left == SQLITE_INTEGER && right == SQLITE_INTEGER) {
        give_checked(context, operation,
                     integers(sqlite3_value_int64(arguments[0]), sqlite3_value_int64(arguments[1])));
    } else {
        sqlite3_result_double(context, reals(sqlite3_value_double(arguments[0]), sqlite3_value_double(arguments[1])));
    }
}

}  // namespace

void add(sqlite3_context* context, int, sqlite3_value** arguments) {
    compute(context, arguments, "+", sum, [](double a, double b) { return a + b; });
}

void subtract(sqlite3_context* context, int, sqlite3_value** arguments) {
    compute(context, arguments, "-", difference, [](double a, double b) { return a - b; });
}

void multiply(sqlite3_context* context, int, sqlite3_value** arguments) {
    compute(context, arguments, "*", product, [](double a, double b) { return a * b; });
}

void multiply_within(sqlite3_context* context, int, sqlite3_value** arguments) {
    const auto bounded = [](std::int64_t a, std::int64_t b) -> Integer {
        return product_fits(a, b) ? a * b : ((a < 0) == (b < 0) ? highest : lowest);
    };
    compute(context, arguments, "*", bounded, [](double a, double b) { return a * b; });
}

void divide(sqlite3_context* context, int, sqlite3_value** arguments) {
    compute(context, arguments, "/", quotient, [](double a, double b) { return a / b; });
}

void negate(sqlite3_context* context, int, sqlite3_value** arguments) {
    const int type = sqlite3_value_type(arguments[0]);
    if (type == SQLITE_NULL) return;
    if (type == SQLITE_FLOAT) {
        sqlite3_result_double(context, -sqlite3_value_double(arguments[0]));
    } else if (type == SQLITE_INTEGER) {
        give_checked(context, "-", difference(0, sqlite3_value_int64(arguments[0])));
    } else {
        sqlite3_result_error(context, "arithmetic needs numbers", -1);
    }
}

}  // namespace tenon::drivers::sqlite
