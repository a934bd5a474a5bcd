#include <doctest/doctest.h>

#include "commands.hpp"
#include <tenon/error.hpp>

using namespace tenon;
using namespace tenon::test;

TEST_CASE("a struct is compared by its members in the order declared, with null for empty ones") {
    CHECK(
        filter(op(Op::eq, {named("home"), value(Document{{"zip", 5}, {"city", "Ulm"}})})) ==
        R"({"$expr":{"$eq":[{"$cond":[{"$gt":["$home",null]},{"city":"$home.city","zip":{"$ifNull":["$home.zip",null]}},)"
        R"(null]},{"$literal":{"city":"Ulm","zip":5}}]}})");
    CHECK(
        filter(op(Op::ne, {named("home"), value(Document{{"city", "Ulm"}})})) ==
        R"({"$expr":{"$ne":[{"$cond":[{"$gt":["$home",null]},{"city":"$home.city","zip":{"$ifNull":["$home.zip",null]}},)"
        R"(null]},{"$literal":{"city":"Ulm","zip":null}}]}})");
}

TEST_CASE("structs in arrays are compared so as well") {
    CHECK(
        filter(op(Op::array_contains, {named("lines"), value(Document{{"qty", 2}, {"sku", "$x"}})})) ==
        R"({"$expr":{"$in":[{"$literal":{"sku":"$x","qty":2}},{"$map":{"input":{"$ifNull":["$lines",[]]},"as":"c1","in":)"
        R"({"sku":"$$c1.sku","qty":{"$ifNull":["$$c1.qty",null]}}}}]}})");
}

TEST_CASE("a map is compared as a sorted list, and its keys are data") {
    CHECK(filter(op(Op::eq, {named("names"), value(Document{{"b.c", 2}, {"$a", 1}})})) ==
          R"({"$expr":{"$eq":[{"$sortArray":{"input":{"$map":{"input":{"$objectToArray":{"$ifNull":["$names",)"
          R"({"$literal":{}}]}},"as":"c1","in":{"k":"$$c1.k","v":"$$c1.v"}}},"sortBy":{"k":1}}},)"
          R"({"$literal":[{"k":"$a","v":1},{"k":"b.c","v":2}]}]}})");
}

TEST_CASE("a variant is compared by its alternative and its value") {
    CHECK(filter(op(Op::eq, {named("shape"), value(Document{{"type", "Square"}, {"value", 3}})})) ==
          R"({"$expr":{"$eq":[{"type":"$shape.type","value":{"$switch":{"branches":[)"
          R"({"case":{"$eq":["$shape.type",{"$literal":"Circle"}]},"then":{"$ifNull":["$shape.value",null]}},)"
          R"({"case":{"$eq":["$shape.type",{"$literal":"Square"}]},"then":{"$ifNull":["$shape.value",null]}}],)"
          R"("default":null}}},{"$literal":{"type":"Square","value":3}}]}})");
}

TEST_CASE("a Json is compared whatever the order of its keys") {
    const auto meta = [](Value given) { return filter(op(Op::eq, {named("meta"), value(std::move(given))})); };
    CHECK(meta(5) == R"({"$expr":{"$eq":["$meta",{"$literal":5}]}})");
    CHECK(meta(Array{"$x", 1}) == R"({"$expr":{"$eq":["$meta",{"$literal":["$x",1]}]}})");
    CHECK(
        meta(Document{{"$ne", Value()}}) ==
        R"({"$expr":{"$cond":[{"$eq":[{"$type":"$meta"},"object"]},{"$and":[{"$eq":[{"$size":{"$objectToArray":"$meta"}},)"
        R"(1]},{"$eq":[{"$getField":{"field":{"$literal":"$ne"},"input":"$meta"}},{"$literal":null}]}]},false]}})");
    CHECK(meta(Array{Document{}}) ==
          R"({"$expr":{"$cond":[{"$isArray":["$meta"]},{"$and":[{"$eq":[{"$size":"$meta"},1]},)"
          R"({"$cond":[{"$eq":[{"$type":{"$arrayElemAt":["$meta",0]}},"object"]},)"
          R"({"$and":[{"$eq":[{"$size":{"$objectToArray":{"$arrayElemAt":["$meta",0]}}},0]}]},false]}]},false]}})");
}

TEST_CASE("two stored Json values can't be compared") {
    CHECK_THROWS_WITH_AS(filter(op(Op::eq, {named("meta"), named("meta")})), doctest::Contains("rule 10"), Unsupported);
}

TEST_CASE("a nested value of the wrong shape is refused when it is filled") {
    CHECK_THROWS_AS(filter(op(Op::eq, {named("home"), value(Document{{"city", 5}})})), CastError);
    CHECK_THROWS_AS(filter(op(Op::eq, {named("tags"), value(Array{Document{{"$ne", 1}}})})), CastError);
}
