// Rule 4: numbers of all widths and kinds, and arithmetic.
#include <doctest/doctest.h>

#include <cstdint>
#include <limits>

#include "unit/query/people.hpp"
#include <tenon/error.hpp>

using namespace tenon;
using namespace tenon::test;

namespace {

constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t two_to_53 = std::int64_t{1} << 53;

Code real(double given) { return value(given, BaseType::float64, ir::may_be_empty | ir::meets_integer); }

Value arithmetic(Op what, Value left, Value right) {
    return computed(op(what, {value(std::move(left), BaseType::int64), value(std::move(right), BaseType::int64)}));
}

}  // namespace

TEST_CASE("integers and reals compare by value, exactly") {
    const Code equal = op(Op::eq, {named("visits"), real(static_cast<double>(two_to_53))});
    CHECK(holds(equal, {{"visits", two_to_53}}));
    CHECK_FALSE(holds(equal, {{"visits", two_to_53 + 1}}));
    CHECK(holds(op(Op::gt, {named("visits"), real(static_cast<double>(two_to_53))}), {{"visits", two_to_53 + 1}}));
    const Code fields = op(Op::eq, {named("visits"), named("height")});
    CHECK_FALSE(holds(fields, {{"visits", two_to_53 + 1}, {"height", static_cast<double>(two_to_53)}}));
    CHECK(holds(fields, {{"visits", two_to_53}, {"height", static_cast<double>(two_to_53)}}));
}

TEST_CASE("an integer beside a real bound that is not whole, or beyond int64") {
    const struct {
        double bound;
        bool lt, le, eq, ge, gt;
    } rows[] = {
        {2.5, true, true, false, false, false},  // 2 beside it
        {1.5, false, false, false, true, true},
        {2.0, false, true, true, true, false},
        {1e300, true, true, false, false, false},
        {-1e300, false, false, false, true, true},
        {9223372036854775808.0, true, true, false, false, false},
    };
    for (const auto& row : rows) {
        CAPTURE(row.bound);
        const auto check = [&](Op comparison, bool expected) {
            CHECK(holds(op(comparison, {named("visits"), real(row.bound)}), {{"visits", 2}}) == expected);
            CHECK(holds(op(comparison, {named("age"), real(row.bound)}), {{"age", 2}}) == expected);
            CHECK(holds(not_(op(comparison, {named("age"), real(row.bound)})), {{"age", 2}}) != expected);
            CHECK(holds(not_(op(comparison, {named("age"), real(row.bound)}))));
            if (comparison != Op::ne) CHECK_FALSE(holds(op(comparison, {named("age"), real(row.bound)})));
        };
        check(Op::lt, row.lt);
        check(Op::le, row.le);
        check(Op::eq, row.eq);
        check(Op::ge, row.ge);
        check(Op::gt, row.gt);
        CHECK(holds(op(Op::ne, {named("age"), real(row.bound)})));
        CHECK(holds(op(Op::gt, {real(row.bound), named("visits")}), {{"visits", 2}}) == row.lt);
        CHECK(holds(op(Op::le, {real(row.bound), named("visits")}), {{"visits", 2}}) == row.ge);
    }
}

TEST_CASE("the ends of int64 compare with the doubles beside them") {
    CHECK(holds(op(Op::lt, {named("visits"), real(9223372036854775808.0)}), {{"visits", highest}}));
    CHECK(holds(op(Op::ge, {named("visits"), real(-9223372036854775808.0)}), {{"visits", lowest}}));
    CHECK(holds(op(Op::eq, {named("visits"), real(-9223372036854775808.0)}), {{"visits", lowest}}));
}

TEST_CASE("unsigned integers above int64 are greater than every int64") {
    const Value most = std::numeric_limits<std::uint64_t>::max();
    CHECK(holds(op(Op::gt, {named("big"), named("visits")}), {{"big", most}, {"visits", highest}}));
    CHECK(holds(op(Op::eq, {named("big"), value(most)}), {{"big", most}}));
    CHECK_FALSE(holds(op(Op::eq, {named("big"), value(-1, BaseType::int64)}), {{"big", most}}));
}

TEST_CASE("decimals compare by value with decimals and integers") {
    CHECK(holds(op(Op::eq, {named("price"), value(Decimal::parse("9.5"))})));
    CHECK(holds(op(Op::lt, {named("price"), value(Decimal::parse("9.501"))})));
    CHECK(holds(op(Op::gt, {named("price"), named("visits")}), {{"visits", 9}}));
    CHECK(holds(op(Op::eq, {named("price"), constant(3)}), {{"price", Decimal::parse("3.00")}}));
}

TEST_CASE("integer arithmetic never wraps: beyond int64 it is an error, in between too") {
    CHECK(arithmetic(Op::add, highest - 1, 1) == Value(highest));
    CHECK_THROWS_AS(arithmetic(Op::add, highest, 1), QueryError);
    CHECK_THROWS_AS(arithmetic(Op::add, lowest, -1), QueryError);
    CHECK(arithmetic(Op::sub, lowest + 1, 1) == Value(lowest));
    CHECK_THROWS_AS(arithmetic(Op::sub, lowest, 1), QueryError);
    CHECK_THROWS_AS(arithmetic(Op::sub, 0, lowest), QueryError);
    CHECK(arithmetic(Op::sub, -1, lowest) == Value(highest));
    CHECK(arithmetic(Op::mul, lowest, 1) == Value(lowest));
    CHECK_THROWS_AS(arithmetic(Op::mul, lowest, -1), QueryError);
    CHECK_THROWS_AS(arithmetic(Op::mul, -1, lowest), QueryError);
    CHECK_THROWS_AS(arithmetic(Op::mul, std::int64_t{1} << 32, std::int64_t{1} << 31), QueryError);
    CHECK(arithmetic(Op::mul, -(std::int64_t{1} << 32), std::int64_t{1} << 31) == Value(lowest));
    CHECK_THROWS_AS(computed(op(Op::negate, {named("visits")}), {{"visits", lowest}}), QueryError);
    const Code back = op(Op::sub, {op(Op::add, {named("visits"), constant(1)}), constant(1)});
    CHECK_THROWS_AS(computed(back, {{"visits", highest}}), QueryError);
}

TEST_CASE("unsigned integers are computed with as int64") {
    const Value most = std::numeric_limits<std::uint64_t>::max();
    CHECK_THROWS_AS(computed(op(Op::sub, {named("big"), constant(1)}), {{"big", most}}), QueryError);
    CHECK(computed(op(Op::sub, {named("big"), constant(1)}), {{"big", 0}}) == Value(-1));
}

TEST_CASE("integer division truncates, the remainder has the sign of the left side, and by zero both are empty") {
    CHECK(arithmetic(Op::div, 7, 2) == Value(3));
    CHECK(arithmetic(Op::div, -7, 2) == Value(-3));
    CHECK(arithmetic(Op::mod, 7, -2) == Value(1));
    CHECK(arithmetic(Op::mod, -7, 2) == Value(-1));
    CHECK(arithmetic(Op::mod, lowest, -1) == Value(0));
    CHECK(arithmetic(Op::div, 7, 0).is_empty());
    CHECK(arithmetic(Op::mod, 7, 0).is_empty());
    CHECK_THROWS_AS(arithmetic(Op::div, lowest, -1), QueryError);
    CHECK(computed(op(Op::div, {constant(7), value(2.0, BaseType::float64)})) == Value(3.5));
    CHECK(computed(op(Op::div, {named("height"), value(0.0, BaseType::float64)})).is_empty());
}

TEST_CASE("arithmetic with an empty is empty, and its comparison false") {
    const Code next = op(Op::add, {named("age"), constant(1)});
    CHECK(computed(next).is_empty());
    CHECK(computed(next, {{"age", 1}}) == Value(2));
    CHECK_FALSE(holds(op(Op::gt, {next, constant(0)})));
    CHECK(holds(not_(op(Op::gt, {next, constant(0)}))));
    CHECK(holds(op(Op::is_empty, {op(Op::div, {named("visits"), constant(0)})})));
    CHECK(holds(not_(op(Op::lt, {op(Op::div, {named("visits"), constant(0)}), constant(5)}))));
    CHECK_FALSE(holds(op(Op::lt, {op(Op::add, {named("visits"), value(nullptr)}), constant(5)})));
}

TEST_CASE("decimals are computed exactly") {
    const auto cents = [](const char* text) { return value(Decimal::parse(text), BaseType::decimal); };
    CHECK(computed(op(Op::add, {named("price"), cents("0.01")})) == Value(Decimal::parse("9.51")));
    CHECK(computed(op(Op::mul, {named("price"), cents("0.1")})) == Value(Decimal::parse("0.95")));
    CHECK(computed(op(Op::sub, {named("price"), named("visits")})) == Value(Decimal::parse("-0.5")));
    CHECK(computed(op(Op::negate, {named("price")})) == Value(Decimal::parse("-9.5")));
}
