// Rules 1, 2 and 3: two-valued logic, equality with empties, order comparisons with empties.
#include <doctest/doctest.h>

#include "unit/query/people.hpp"
#include <tenon/error.hpp>

using namespace tenon;
using namespace tenon::test;

namespace {

Code age(Op comparison, Value with) { return op(comparison, {named("age"), value(std::move(with))}); }

}  // namespace

TEST_CASE("no conditions joined by and are true, by or false, and nothing is in an empty list") {
    CHECK(holds(all_of({})));
    CHECK_FALSE(holds(any_of({})));
    CHECK_FALSE(holds(op(Op::in, {named("visits"), list({})})));
    CHECK_FALSE(holds(op(Op::in, {named("age"), list({})})));
    CHECK(holds(not_(op(Op::in, {named("age"), list({})}))));
}

TEST_CASE("and, or and not are those of C++") {
    for (const bool a : {false, true})
        for (const bool b : {false, true}) {
            CHECK(holds(all_of({constant(a), constant(b)})) == (a && b));
            CHECK(holds(any_of({constant(a), constant(b)})) == (a || b));
            CHECK(holds(not_(constant(a))) == !a);
        }
}

TEST_CASE("every comparison of an age with 18, the age being empty, below, equal or above") {
    const struct {
        Op comparison;
        bool empty, below, equal, above;
    } rows[] = {
        {Op::eq, false, false, true, false}, {Op::ne, true, true, false, true},   {Op::lt, false, true, false, false},
        {Op::le, false, true, true, false},  {Op::gt, false, false, false, true}, {Op::ge, false, false, true, true},
    };
    for (const auto& row : rows) {
        CAPTURE(ir::name_of(row.comparison));
        CHECK(holds(age(row.comparison, 18)) == row.empty);
        CHECK(holds(age(row.comparison, 18), {{"age", 17}}) == row.below);
        CHECK(holds(age(row.comparison, 18), {{"age", 18}}) == row.equal);
        CHECK(holds(age(row.comparison, 18), {{"age", 19}}) == row.above);
    }
}

TEST_CASE("the negation of every comparison is its complement, with empties on either side") {
    const Value ages[] = {nullptr, 17, 18, 19};
    for (const Op comparison : {Op::eq, Op::ne, Op::lt, Op::le, Op::gt, Op::ge})
        for (const Value& left : ages)
            for (const Value& right : ages) {
                const Code plain = age(comparison, right);
                CHECK(holds(plain, {{"age", left}}) != holds(not_(plain), {{"age", left}}));
            }
}

TEST_CASE("an empty equals only an empty") {
    CHECK(holds(age(Op::eq, nullptr)));
    CHECK_FALSE(holds(age(Op::eq, nullptr), {{"age", 18}}));
    CHECK_FALSE(holds(age(Op::ne, nullptr)));
    CHECK(holds(age(Op::ne, nullptr), {{"age", 18}}));
    CHECK(holds(op(Op::eq, {named("age"), constant(nullptr)})));
    CHECK_FALSE(holds(op(Op::eq, {named("visits"), value(nullptr)})));
    CHECK(holds(op(Op::ne, {named("visits"), value(nullptr)})));
}

TEST_CASE("two fields that may be empty are equal when both are empty") {
    const Code same = op(Op::eq, {named("age"), named("address.zip")});
    const auto zip = [](Value z) { return std::pair<std::string, Value>("address", place("Paris", std::move(z))); };
    CHECK(holds(same, {zip(nullptr)}));
    CHECK(holds(same, {{"age", 5}, zip(5)}));
    CHECK_FALSE(holds(same, {{"age", 5}, zip(nullptr)}));
    CHECK_FALSE(holds(same, {{"age", 5}, zip(6)}));
    CHECK_FALSE(holds(not_(same), {zip(nullptr)}));
    CHECK(holds(not_(same), {{"age", 5}, zip(nullptr)}));
}

TEST_CASE("order comparisons with an empty on either side are false, between too") {
    for (const Op comparison : {Op::lt, Op::le, Op::gt, Op::ge}) {
        CHECK_FALSE(holds(age(comparison, nullptr), {{"age", 18}}));
        CHECK_FALSE(holds(age(comparison, nullptr)));
    }
    const auto between = [](Value low, Value high) {
        return op(Op::between, {named("age"), value(std::move(low)), value(std::move(high))});
    };
    CHECK_FALSE(holds(between(1, 30)));
    CHECK(holds(not_(between(1, 30))));
    CHECK_FALSE(holds(between(nullptr, 30), {{"age", 18}}));
    CHECK_FALSE(holds(between(1, nullptr), {{"age", 18}}));
    CHECK(holds(between(18, 18), {{"age", 18}}));
    CHECK_FALSE(holds(between(30, 1), {{"age", 18}}));
    CHECK(holds(not_(between(19, 30)), {{"age", 18}}));
}

TEST_CASE("an empty in a list is equal to an empty alone") {
    const Code in = op(Op::in, {named("age"), list({1, nullptr, 3})});
    CHECK(holds(in));
    CHECK(holds(in, {{"age", 3}}));
    CHECK_FALSE(holds(in, {{"age", 2}}));
    CHECK_FALSE(holds(not_(in)));
    CHECK(holds(not_(in), {{"age", 2}}));
    const Code without = op(Op::in, {named("age"), list({1, 3})});
    CHECK_FALSE(holds(without));
    CHECK(holds(not_(without)));
    CHECK(holds(op(Op::in, {named("age"), list({nullptr})})));
    CHECK_FALSE(holds(op(Op::in, {named("visits"), list({nullptr})})));
    CHECK(holds(op(Op::in, {value(nullptr, BaseType::int32), list({nullptr}, BaseType::int32)})));
}

TEST_CASE("an empty boolean is neither true nor false") {
    CHECK_FALSE(holds(named("admin")));
    CHECK(holds(not_(named("admin"))));
    CHECK(holds(not_(named("admin")), {{"admin", false}}));
    CHECK_FALSE(holds(op(Op::eq, {named("admin"), constant(true)})));
    CHECK_FALSE(holds(op(Op::eq, {named("admin"), constant(false)})));
    CHECK(holds(op(Op::ne, {named("admin"), constant(false)})));
    CHECK(holds(named("admin"), {{"admin", true}}));
    CHECK(holds(op(Op::lt, {named("admin"), constant(true)}), {{"admin", false}}));
    CHECK_FALSE(holds(op(Op::lt, {named("admin"), constant(true)})));
}

TEST_CASE("a bound boolean is a condition by itself") {
    CHECK(holds(value(true, BaseType::boolean)));
    CHECK_FALSE(holds(value(false, BaseType::boolean)));
    CHECK_FALSE(holds(value(nullptr, BaseType::boolean)));
    CHECK(holds(not_(value(nullptr, BaseType::boolean))));
}

TEST_CASE("a path into a nested value that is missing is empty") {
    const Code zip = op(Op::is_empty, {named("home.zip")});
    CHECK(holds(zip));
    CHECK(holds(zip, {{"home", place("Paris", nullptr)}}));
    CHECK_FALSE(holds(zip, {{"home", place("Paris", 75000)}}));
    CHECK(holds(op(Op::eq, {named("home.city"), value("Paris")}), {{"home", place("Paris", nullptr)}}));
    CHECK_FALSE(holds(op(Op::eq, {named("home.city"), value("Paris")})));
    CHECK(holds(op(Op::ne, {named("home.city"), value("Paris")})));
}

TEST_CASE("enumerations are equal by label") {
    CHECK(holds(op(Op::eq, {named("color"), value("red")})));
    CHECK_FALSE(holds(op(Op::eq, {named("color"), value("blue")})));
    CHECK(holds(op(Op::in, {named("color"), list({"blue", "red"})})));
    CHECK(holds(op(Op::ne, {named("mood"), value("sad")})));
    CHECK(holds(op(Op::eq, {named("mood"), value(nullptr)})));
}
