#include <doctest/doctest.h>

#include "commands.hpp"

using namespace tenon;
using namespace tenon::test;

TEST_CASE("equality of a value is a plain member") {
    CHECK(filter(op(Op::eq, {named("name"), value("Ada")})) == R"({"name":"Ada"})");
    CHECK(filter(op(Op::eq, {named("id"), value(5)})) == R"({"_id":5})");
    CHECK(filter(op(Op::eq, {named("mood"), value("glad")})) == R"({"mood":"glad"})");
    CHECK(filter(op(Op::eq, {named("home.zip"), value(5)})) == R"({"home.zip":5})");
}

TEST_CASE("empties are null or missing") {
    CHECK(filter(op(Op::is_empty, {named("age")})) == R"({"age":null})");
    CHECK(filter(op(Op::eq, {named("age"), value(Value())})) == R"({"age":null})");
    CHECK(filter(op(Op::ne, {named("age"), value(Value())})) == R"({"age":{"$ne":null}})");
}

TEST_CASE("an inequality is already a complement") {
    CHECK(filter(op(Op::ne, {named("age"), value(18)})) == R"({"age":{"$ne":18}})");
    CHECK(filter(not_(op(Op::in, {named("age"), list({1, 2})}))) == R"({"age":{"$nin":[1,2]}})");
    CHECK(filter(not_(named("verified"))) == R"({"verified":{"$ne":true}})");
    CHECK(filter(not_(op(Op::contains, {named("nick"), value("a")}))) == R"({"nick":{"$not":{"$regex":"a"}}})");
}

TEST_CASE("the negation of an order comparison holds for empties") {
    CHECK(filter(not_(op(Op::lt, {named("age"), value(18)}))) == R"({"$or":[{"age":{"$gte":18}},{"age":null}]})");
}

TEST_CASE("conditions on one field are joined where they don't meet") {
    const Code between = op(Op::between, {named("age"), value(1), value(9)});
    CHECK(filter(between) == R"({"age":{"$gte":1,"$lte":9}})");
    CHECK(filter(all_of({op(Op::gt, {named("age"), value(1)}), op(Op::gt, {named("age"), value(2)})})) ==
          R"({"$and":[{"age":{"$gt":1}},{"age":{"$gt":2}}]})");
    CHECK(filter(all_of({op(Op::eq, {named("age"), value(1)}), op(Op::lt, {named("age"), value(2)})})) ==
          R"({"$and":[{"age":1},{"age":{"$lt":2}}]})");
}

TEST_CASE("or{} selects nothing and and{} everything") {
    CHECK(filter(any_of({})) == R"({"$expr":false})");
    CHECK(filter(all_of({})) == "{}");
    CHECK(filter(op(Op::in, {named("age"), list({})})) == R"({"$expr":false})");
}

TEST_CASE("an empty in a list is split off") {
    CHECK(filter(op(Op::in, {named("age"), list({1, Value()})})) == R"({"$or":[{"age":{"$in":[1]}},{"age":null}]})");
}

TEST_CASE("a negation that no `or is empty` stands beside is false for an empty") {
    CHECK(filter(not_(op(Op::in, {named("age"), list({1, Value()})}))) == R"({"age":{"$nin":[1],"$ne":null}})");
    CHECK(filter(not_(op(Op::in, {op(Op::length, {named("nick")}), list({1, Value()})}))) ==
          R"({"$expr":{"$and":[{"$gt":[{"$cond":[{"$gt":["$nick",null]},{"$strLenCP":"$nick"},null]},null]},)"
          R"({"$not":[{"$in":[{"$cond":[{"$gt":["$nick",null]},{"$strLenCP":"$nick"},null]},{"$literal":[1]}]}]}]}})");
}

TEST_CASE("a negation of two operands that may be empty is a complement beside both") {
    CHECK(
        filter(not_(op(Op::contains, {named("nick"), op(Op::lower, {named("nick")})}))) ==
        R"({"$expr":{"$not":[{"$and":[{"$gt":[{"$cond":[{"$gt":["$nick",null]},{"$toLower":"$nick"},null]},null]},)"
        R"({"$gte":[{"$indexOfBytes":["$nick",{"$ifNull":[{"$cond":[{"$gt":["$nick",null]},{"$toLower":"$nick"},null]},"")"
        R"(]}]},0]}]}]}})");
}

TEST_CASE("starts_with is a range, and other text conditions escaped patterns") {
    CHECK(filter(op(Op::starts_with, {named("name"), value("Ad")})) == R"({"name":{"$gte":"Ad","$lt":"Ae"}})");
    CHECK(filter(op(Op::starts_with, {named("name"), value("")})) == R"({"name":{"$gte":""}})");
    CHECK(filter(op(Op::ends_with, {named("name"), value("a.b")})) == R"({"name":{"$regex":"a\\.b\\z"}})");
    CHECK(filter(op(Op::iequals, {named("name"), value("Ad")})) == R"({"name":{"$regex":"^[aA][dD]\\z"}})");
}

TEST_CASE("arrays are looked into by $elemMatch") {
    CHECK(filter(op(Op::array_contains, {named("tags"), value("a")})) == R"({"tags":{"$elemMatch":{"$eq":"a"}}})");
    CHECK(filter(not_(op(Op::array_contains, {named("tags"), value("a")}))) ==
          R"({"tags":{"$not":{"$elemMatch":{"$eq":"a"}}}})");
    CHECK(filter(op(Op::array_contains, {named("numbers"), value(Value())})) ==
          R"({"numbers":{"$elemMatch":{"$eq":null}}})");
    CHECK(filter(op(Op::array_contains_all, {named("tags"), list({"a", "b"})})) == R"({"tags":{"$all":["a","b"]}})");
    CHECK(filter(op(Op::array_contains_all, {named("tags"), list({})})) == "{}");
    CHECK(filter(op(Op::array_any, {named("numbers"), op(Op::between, {element(), value(1), value(5)})})) ==
          R"({"numbers":{"$elemMatch":{"$gte":1,"$lte":5}}})");
}

TEST_CASE("a real that is not whole is in no array of integers") {
    const auto contains = [](double real) {
        return filter(op(Op::array_contains,
                         {named("numbers"), value(real, BaseType::float64, ir::may_be_empty | ir::meets_integer)}));
    };
    CHECK(contains(3.0) == R"({"numbers":{"$elemMatch":{"$eq":3}}})");
    CHECK(contains(3.5) == R"({"numbers":{"$elemMatch":{"$eq":3.5}}})");
}

TEST_CASE("one element holds all conditions of an any, and all and none are complements of it") {
    const Code sku = op(Op::eq, {named("sku"), value("x")});
    const Code qty = op(Op::gt, {named("qty"), value(2)});
    CHECK(filter(op(Op::array_any, {named("lines"), all_of({sku, qty})})) ==
          R"({"lines":{"$elemMatch":{"sku":"x","qty":{"$gt":2}}}})");
    CHECK(filter(all_of({op(Op::array_any, {named("lines"), sku}), op(Op::array_any, {named("lines"), qty})})) ==
          R"({"$and":[{"lines":{"$elemMatch":{"sku":"x"}}},{"lines":{"$elemMatch":{"qty":{"$gt":2}}}}]})");
    CHECK(filter(op(Op::array_none, {named("lines"), sku})) == R"({"lines":{"$not":{"$elemMatch":{"sku":"x"}}}})");
    CHECK(filter(op(Op::array_all, {named("lines"), qty})) ==
          R"({"lines":{"$not":{"$elemMatch":{"$or":[{"qty":{"$lte":2}},{"qty":null}]}}}})");
}

TEST_CASE("what $elemMatch on scalars can't say becomes an expression") {
    const Code either = any_of({op(Op::lt, {element(), value(1)}), op(Op::gt, {element(), value(5)})});
    CHECK(filter(op(Op::array_any, {named("numbers"), either})) ==
          R"({"$expr":{"$anyElementTrue":[{"$map":{"input":{"$ifNull":["$numbers",[]]},"as":"e1","in":)"
          R"({"$or":[{"$and":[{"$gt":["$$e1",null]},{"$lt":["$$e1",1]}]},{"$gt":["$$e1",5]}]}}}]}})");
}

TEST_CASE("an array that may be empty is asked by an expression, not through its elements") {
    CHECK(filter(op(Op::is_empty, {named("maybe_tags")})) == R"({"$expr":{"$lte":["$maybe_tags",null]}})");
}

TEST_CASE("times, ids and enumerations are compared in their storage form") {
    CHECK(filter(op(Op::eq, {named("born"), value(Date(2000, 1, 2))})) == R"({"born":"2000-01-02"})");
    CHECK(filter(op(Op::lt, {named("wakes"), value(Time(7, 30, 0))})) == R"({"wakes":{"$lt":"07:30:00"}})");
    CHECK(filter(op(Op::lt, {named("seen"), value(Timestamp(1'500), BaseType::timestamp)})) ==
          R"({"seen":{"$lt":{"$date":"1970-01-01T00:00:00.002Z"}}})");
    CHECK(filter(op(Op::ge, {named("seen"), value(Timestamp(1'500), BaseType::timestamp)})) ==
          R"({"seen":{"$gte":{"$date":"1970-01-01T00:00:00.002Z"}}})");
    CHECK(filter(op(Op::le, {named("seen"), value(Timestamp(1'500), BaseType::timestamp)})) ==
          R"({"seen":{"$lte":{"$date":"1970-01-01T00:00:00.001Z"}}})");
}
