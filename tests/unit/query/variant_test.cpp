#include <doctest/doctest.h>

#include <limits>

#include "unit/query/people.hpp"
#include <tenon/error.hpp>

using namespace tenon;
using namespace tenon::test;

namespace {

std::uint64_t variant(const Code& code) { return query::variant_of(code.nodes, code.values); }

constexpr std::uint8_t real_flags = ir::may_be_empty | ir::meets_integer;

}  // namespace

TEST_CASE("values that can't be empty and meet no integer make no variant") {
    CHECK(variant(value(1, BaseType::int32, 0)) == 0);
    CHECK(variant(named("age")) == 0);
}

TEST_CASE("an empty sets its bit") {
    CHECK(variant(value(1)) == 0);
    CHECK(variant(value(nullptr)) == 1);
    CHECK(variant(join({value(1), value(nullptr), value(2)})) == 0b010);
}

TEST_CASE("an empty where none is expected is an error") {
    CHECK_THROWS_AS(variant(value(nullptr, BaseType::int32, 0)), QueryError);
    CHECK_THROWS_AS(variant(list({1, nullptr}, BaseType::int32, 0)), QueryError);
}

TEST_CASE("a real that meets an integer tells whether an int64 equals it") {
    const auto state = [](double real) { return variant(value(real, BaseType::float64, ir::meets_integer)); };
    CHECK(state(2.0) == 0);
    CHECK(state(-9223372036854775808.0) == 0);
    CHECK(state(2.5) == 1);
    CHECK(state(9223372036854775808.0) == 2);
    CHECK(state(std::numeric_limits<double>::infinity()) == 2);
    CHECK(state(-1e19) == 3);
    CHECK(variant(value(nullptr, BaseType::float64, real_flags)) == 0b001);
    CHECK(variant(value(2.5, BaseType::float64, real_flags)) == 0b010);
    CHECK(variant(value(-1e19, BaseType::float64, real_flags)) == 0b110);
}

TEST_CASE("a list has a size class, its empties not counted") {
    const auto of_size = [](std::size_t size) { return variant(list(Array(size, Value(1)), BaseType::int32, 0)); };
    CHECK(of_size(0) == 0);
    CHECK(of_size(1) == 1);
    CHECK(of_size(2) == 2);
    CHECK(of_size(3) == 3);
    CHECK(of_size(4) == 3);
    CHECK(of_size(5) == 4);
    CHECK(of_size(8) == 4);
    CHECK(of_size(9) == 5);
    CHECK(of_size(1000) == 5);
    CHECK(variant(list({1, nullptr, 2})) == 0b010'1);
    CHECK(variant(list({nullptr})) == 0b000'1);
}

TEST_CASE("reals that no integer equals are not counted in a list that meets integers") {
    CHECK(variant(list({2.0, 2.5, 1e300}, BaseType::float64, ir::meets_integer)) == 1);
    CHECK(variant(list({2.0, 2.5, 1e300}, BaseType::float64, 0)) == 3);
}

TEST_CASE("a when of a run-time list is present unless its flag says absent") {
    CHECK(variant(op(Op::when, {named("admin")})) == 1);
    CHECK(variant(op(Op::when, {named("admin")}, 0, 1)) == 0);
    CHECK(variant(op(Op::when, {op(Op::eq, {named("age"), value(nullptr)})})) == 0b11);
}

TEST_CASE("NaN, a wrong number of values, and too many bits are errors") {
    CHECK_THROWS_AS(variant(value(std::numeric_limits<double>::quiet_NaN())), QueryError);
    Code code = value(1);
    code.values.clear();
    CHECK_THROWS_AS(variant(code), QueryError);
    code.values = {1, 2};
    CHECK_THROWS_AS(variant(code), QueryError);
    Code many;
    for (int i = 0; i < 64; ++i) many.append(value(nullptr));
    CHECK(variant(many) == ~std::uint64_t{0});
    many.append(value(1));
    CHECK_THROWS_AS(variant(many), QueryError);
}

TEST_CASE("decode reads back what variant_of wrote") {
    const Code code =
        all_of({op(Op::eq, {named("age"), value(nullptr)}), op(Op::in, {named("age"), list({1, nullptr})}),
                op(Op::lt, {named("age"), value(1e300, BaseType::float64, ir::meets_integer)})});
    const ir::Expr expr = query::decode_expression(code.nodes, code.names, variant(code));
    CHECK(expr.args[0].args[1].known_empty);
    CHECK(expr.args[1].args[1].known_empty);
    CHECK(expr.args[1].args[1].size_class == 1);
    CHECK(expr.args[2].args[1].real_state == 2);
}
