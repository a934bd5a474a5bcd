#include <doctest/doctest.h>

#include "bson/extended_json.hpp"
#include "bson/template.hpp"
#include <tenon/error.hpp>

using namespace tenon;
using namespace tenon::bson;

namespace {

Template hole(Form form, BaseType type, const schema::Type* declared = nullptr) {
    Slot made;
    made.form = form;
    made.type = type;
    made.declared = declared;
    return slot(made);
}

std::string filled(const Template& node, const Value& value) {
    return extended_json(fill(node, std::vector<Value>{value}));
}

}  // namespace

TEST_CASE("a slot becomes its value in the storage form of its type") {
    CHECK(filled(hole(Form::as_is, BaseType::int32), 5) == R"({"$numberInt":"5"})");
    CHECK(filled(hole(Form::as_is, BaseType::uint32), 5) == R"({"$numberLong":"5"})");
    CHECK(filled(hole(Form::as_is, BaseType::float64), 5) == R"({"$numberDouble":"5.0"})");
    CHECK(filled(hole(Form::as_is, BaseType::decimal), "1.10") == R"({"$numberDecimal":"1.10"})");
    CHECK(filled(hole(Form::as_is, BaseType::date), Date(2024, 2, 29)) == R"("2024-02-29")");
    CHECK(filled(hole(Form::as_is, BaseType::text), Value()) == "null");
}

TEST_CASE("a value that doesn't fit its slot is a CastError") {
    CHECK_THROWS_AS(filled(hole(Form::as_is, BaseType::int8), 128), CastError);
    CHECK_THROWS_AS(filled(hole(Form::as_is, BaseType::uint64), UINT64_MAX), CastError);
    CHECK_THROWS_AS(filled(hole(Form::as_is, BaseType::text), 5), CastError);
    CHECK_THROWS_AS(filled(hole(Form::as_is, BaseType::decimal), "12345678901234567890123456789012345"), CastError);
    CHECK_THROWS_AS(filled(hole(Form::as_is, BaseType::float64), std::numeric_limits<double>::quiet_NaN()), CastError);
}

TEST_CASE("a list becomes an array without its empties") {
    CHECK(filled(hole(Form::list, BaseType::text), Array{"a", Value(), "$b"}) == R"(["a","$b"])");
    CHECK_THROWS_AS(filled(hole(Form::list, BaseType::text), Array{Document{{"$ne", 1}}}), CastError);
}

TEST_CASE("an omitted member leaves no trace") {
    Template node = hole(Form::as_is, BaseType::text);
    node.slot.omit_empty = true;
    const Template whole = document({{"a", node}, {"b", number(1)}});
    CHECK(filled(whole, Value()) == R"({"b":{"$numberInt":"1"}})");
    CHECK(filled(whole, "x") == R"({"a":"x","b":{"$numberInt":"1"}})");
}

TEST_CASE("a document that is left without members can leave as well") {
    Template unset = document("a", hole(Form::unset_if_empty, BaseType::text));
    unset.omit_when_empty = true;
    const Template whole = document("$unset", unset);
    CHECK(filled(whole, "x") == "{}");
    CHECK(filled(whole, Value()) == R"({"$unset":{"a":""}})");
}

TEST_CASE("a prefix has a next text unless there is none") {
    const Template whole = document("$lt", hole(Form::next_prefix, BaseType::text));
    CHECK(filled(whole, "ab") == R"({"$lt":"ac"})");
    CHECK(filled(whole, "") == "{}");
    CHECK(filled(whole, "\U0010FFFF") == "{}");
}

TEST_CASE("times finer than milliseconds are rounded so that the answer is right, or refused") {
    const Value fine(Timestamp(1'500));
    const Value before_epoch(Timestamp(-1'500));
    CHECK(filled(hole(Form::round_up, BaseType::timestamp), fine) == R"({"$date":{"$numberLong":"2"}})");
    CHECK(filled(hole(Form::round_down, BaseType::timestamp), fine) == R"({"$date":{"$numberLong":"1"}})");
    CHECK(filled(hole(Form::round_up, BaseType::timestamp), before_epoch) == R"({"$date":{"$numberLong":"-1"}})");
    CHECK(filled(hole(Form::round_down, BaseType::timestamp), before_epoch) == R"({"$date":{"$numberLong":"-2"}})");
    CHECK_THROWS_AS(filled(hole(Form::exact, BaseType::timestamp), fine), CastError);
    CHECK_THROWS_AS(filled(hole(Form::list, BaseType::timestamp), Array{fine}), CastError);
}

TEST_CASE("real bounds of integers are rounded to int64") {
    CHECK(filled(hole(Form::round_up, BaseType::float64), 2.5) == R"({"$numberLong":"3"})");
    CHECK(filled(hole(Form::round_down, BaseType::float64), -2.5) == R"({"$numberLong":"-3"})");
    CHECK(filled(hole(Form::exact, BaseType::float64), 3.0) == R"({"$numberLong":"3"})");
    CHECK_THROWS_AS(filled(hole(Form::exact, BaseType::float64), 2.5), CastError);
}

TEST_CASE("integers compared with reals lose nothing") {
    CHECK(filled(hole(Form::number, BaseType::float64), 9007199254740993) == R"({"$numberLong":"9007199254740993"})");
    CHECK(filled(hole(Form::number, BaseType::float64), 0.5) == R"({"$numberDouble":"0.5"})");
}

TEST_CASE("a limit of 0 becomes one that MongoDB doesn't read as none, beside a condition that is false") {
    const Template whole = document(
        {{"$expr", hole(Form::false_if_zero, BaseType::int64)}, {"limit", hole(Form::limit, BaseType::int64)}});
    CHECK(filled(whole, 0) == R"({"$expr":false,"limit":{"$numberLong":"1"}})");
    CHECK(filled(whole, 3) == R"({"limit":{"$numberLong":"3"}})");
    CHECK_THROWS_AS(filled(whole, -1), QueryError);
}

TEST_CASE("a decimal in arithmetic has no more digits than its field") {
    schema::Type type;
    type.base = BaseType::decimal;
    type.precision = 5;
    type.scale = 2;
    const Template node = hole(Form::within_declared, BaseType::decimal, &type);
    CHECK(filled(node, "123.45") == R"({"$numberDecimal":"123.45"})");
    CHECK_THROWS_AS(filled(node, "1234.5"), CastError);
    CHECK_THROWS_AS(filled(node, "1.234"), CastError);
}

TEST_CASE("too few values are an error") {
    Slot second;
    second.number = 1;
    CHECK_THROWS_AS(fill(document("a", slot(second)), std::vector<Value>{1}), QueryError);
}

TEST_CASE("a filled template is a value, an unfilled one is not") {
    const Template whole = document({{"a", hole(Form::as_is, BaseType::int32)}, {"b", array({text("x")})}});
    CHECK(to_value(fill(whole, std::vector<Value>{7})) == Value(Document{{"a", 7}, {"b", Array{"x"}}}));
    CHECK_THROWS_AS(to_value(whole), QueryError);
}
