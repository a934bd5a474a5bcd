#include <doctest/doctest.h>

#include "commands.hpp"
#include <tenon/error.hpp>

using namespace tenon;
using namespace tenon::test;

namespace {

/// The $expr of a condition.
std::string expr(const Code& condition) {
    const std::string whole = filter(condition);
    const std::string before = R"({"$expr":)";
    REQUIRE(whole.starts_with(before));
    return whole.substr(before.size(), whole.size() - before.size() - 1);
}

/// What an assignment stores.
std::string stored(const char* target, const Code& value) {
    const std::string whole = sent(ir::Verb::update, op(Op::assign, {named(target), value}));
    const std::string before = std::string(R"({"update":"people","updates":[{"q":{},"u":[{"$set":{")") + target + "\":";
    const std::string after = R"(}}],"multi":true}]})";
    REQUIRE(whole.starts_with(before));
    return whole.substr(before.size(), whole.size() - before.size() - after.size());
}

}  // namespace

TEST_CASE("in expressions the smaller side of a comparison is guarded against empties") {
    CHECK(expr(op(Op::lt, {named("goal"), named("points")})) ==
          R"({"$and":[{"$gt":["$goal",null]},{"$lt":["$goal","$points"]}]})");
    CHECK(expr(op(Op::gt, {named("goal"), named("points")})) == R"({"$gt":["$goal","$points"]})");
    CHECK(expr(op(Op::ge, {named("points"), named("goal")})) ==
          R"({"$and":[{"$gt":["$goal",null]},{"$gte":["$points","$goal"]}]})");
}

TEST_CASE("two fields that may be empty are the same when both are") {
    CHECK(expr(op(Op::eq, {named("age"), named("goal")})) ==
          R"({"$eq":[{"$ifNull":["$age",null]},{"$ifNull":["$goal",null]}]})");
    CHECK(expr(op(Op::ne, {named("points"), named("goal")})) == R"({"$ne":["$points","$goal"]})");
}

TEST_CASE("sums of 64-bit integers are computed as decimals, and no long is an error") {
    CHECK(expr(op(Op::gt, {op(Op::add, {named("points"), constant(1)}), constant(5)})) ==
          R"({"$gt":[{"$toLong":{"$add":[{"$toDecimal":"$points"},1]}},5]})");
    CHECK(stored("points", op(Op::negate, {named("points")})) ==
          R"({"$toLong":{"$multiply":[{"$toDecimal":"$points"},-1]}})");
}

TEST_CASE("sums of 32-bit integers stay within a long, and are stored in 32 bits or not at all") {
    CHECK(stored("age", op(Op::add, {named("age"), constant(1)})) ==
          R"({"$ifNull":[{"$toInt":{"$add":["$age",1]}},"$$REMOVE"]})");
}

TEST_CASE("a division truncates exactly, and by zero is empty") {
    CHECK(stored("goal", op(Op::div, {named("points"), named("goal")})) ==
          R"({"$ifNull":[{"$toLong":{"$trunc":{"$divide":[{"$toDecimal":"$points"},)"
          R"({"$cond":[{"$eq":["$goal",0]},null,"$goal"]}]}}},"$$REMOVE"]})");
    CHECK(stored("goal", op(Op::mod, {named("points"), constant(7)})) ==
          R"({"$ifNull":[{"$toLong":{"$mod":["$points",7]}},"$$REMOVE"]})");
}

TEST_CASE("reals take 64-bit integers as doubles") {
    CHECK(stored("score", op(Op::mul, {named("score"), named("points")})) ==
          R"({"$multiply":["$score",{"$toDouble":"$points"}]})");
    CHECK(stored("score", named("points")) == R"({"$toDouble":"$points"})");
}

TEST_CASE("decimals whose result may have more than 34 digits, or more than its field, are refused") {
    CHECK(stored("money", op(Op::add, {named("money"), value(Decimal::parse("1.5"))})) ==
          R"({"$add":["$money",{"$numberDecimal":"1.5"}]})");
    CHECK_THROWS_AS(stored("money", op(Op::mul, {named("money"), named("money")})), Unsupported);
    CHECK_THROWS_AS(expr(op(Op::gt, {op(Op::mul, {named("money_before"), named("money")}), constant(1)})), Unsupported);
}

TEST_CASE("text functions keep an empty empty") {
    CHECK(expr(op(Op::gt, {op(Op::length, {named("name")}), value(3)})) == R"({"$gt":[{"$strLenCP":"$name"},3]})");
    CHECK(expr(op(Op::eq, {op(Op::lower, {named("nick")}), value("a")})) ==
          R"({"$eq":[{"$cond":[{"$gt":["$nick",null]},{"$toLower":"$nick"},null]},{"$literal":"a"}]})");
}

TEST_CASE("text to look for that comes from a field is taken literally") {
    CHECK(expr(op(Op::contains, {named("name"), named("nick")})) ==
          R"({"$and":[{"$gt":["$nick",null]},{"$gte":[{"$indexOfBytes":["$name",{"$ifNull":["$nick",""]}]},0]}]})");
    CHECK(expr(op(Op::starts_with, {named("nick"), named("name")})) ==
          R"({"$eq":[{"$indexOfBytes":["$nick","$name"]},0]})");
    CHECK_THROWS_AS(expr(op(Op::like, {named("name"), named("nick")})), Unsupported);
}

TEST_CASE("a computed text is matched by $regexMatch") {
    CHECK(expr(op(Op::like, {op(Op::lower, {named("name")}), value("a%")})) ==
          R"({"$regexMatch":{"input":{"$toLower":"$name"},"regex":{"$literal":"(?s)^a.*\\z"}}})");
}

TEST_CASE("a missing array is an empty one") {
    CHECK(expr(op(Op::eq, {op(Op::array_size, {named("tags")}), constant(0)})) ==
          R"({"$eq":[{"$size":{"$ifNull":["$tags",[]]}},0]})");
    CHECK(expr(op(Op::eq, {named("tags"), value(Array{"a"})})) ==
          R"({"$eq":[{"$ifNull":["$tags",[]]},{"$literal":["a"]}]})");
}
