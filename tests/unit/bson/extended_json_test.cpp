#include <doctest/doctest.h>

#include <limits>

#include "bson/extended_json.hpp"

using namespace tenon;
using namespace tenon::bson;

namespace {
std::string canonical(const Value& value) { return extended_json(constant(value)); }
std::string relaxed(const Value& value) { return extended_json(constant(value), JsonStyle::relaxed); }
}  // namespace

TEST_CASE("canonical extended JSON spells every type") {
    CHECK(extended_json(number(5)) == R"({"$numberInt":"5"})");
    CHECK(canonical(5) == R"({"$numberLong":"5"})");
    CHECK(canonical(1.5) == R"({"$numberDouble":"1.5"})");
    CHECK(canonical(1.0) == R"({"$numberDouble":"1.0"})");
    CHECK(canonical(-0.0) == R"({"$numberDouble":"-0.0"})");
    CHECK(canonical(std::numeric_limits<double>::infinity()) == R"({"$numberDouble":"Infinity"})");
    CHECK(canonical(-std::numeric_limits<double>::infinity()) == R"({"$numberDouble":"-Infinity"})");
    CHECK(canonical(Timestamp(1'709'209'800'123'000)) == R"({"$date":{"$numberLong":"1709209800123"}})");
    CHECK(canonical(ObjectId::parse("0123456789abcdef01234567")) == R"({"$oid":"0123456789abcdef01234567"})");
    CHECK(canonical(Bytes{std::byte{0}, std::byte{255}}) == R"({"$binary":{"base64":"AP8=","subType":"00"}})");
    CHECK(canonical(Uuid::parse("01234567-89ab-cdef-0123-456789abcdef")) ==
          R"({"$binary":{"base64":"ASNFZ4mrze8BI0VniavN7w==","subType":"04"}})");
    CHECK(canonical(Value()) == "null");
    CHECK(canonical(true) == "true");
    CHECK(canonical("a\"\n") == R"("a\"\n")");
    CHECK(canonical(Time(12, 30, 0, 5)) == R"("12:30:00.000005")");
    CHECK(canonical(Document{{"a", Array{1, Document{}}}}) == R"({"a":[{"$numberLong":"1"},{}]})");
}

TEST_CASE("decimals are spelled as Decimal128 spells them") {
    const auto spelled = [](const char* text) { return canonical(Decimal::parse(text)); };
    CHECK(spelled("-12.340") == R"({"$numberDecimal":"-12.340"})");
    CHECK(spelled("0.000001") == R"({"$numberDecimal":"0.000001"})");
    CHECK(spelled("0.0000001") == R"({"$numberDecimal":"1E-7"})");
    CHECK(spelled("-0.000000123") == R"({"$numberDecimal":"-1.23E-7"})");
    CHECK(spelled("0.00000000") == R"({"$numberDecimal":"0E-8"})");
}

TEST_CASE("relaxed extended JSON shows numbers and dates as people write them") {
    CHECK(relaxed(5) == "5");
    CHECK(relaxed(1.5) == "1.5");
    CHECK(relaxed(Timestamp(1'709'209'800'123'000)) == R"({"$date":"2024-02-29T12:30:00.123Z"})");
    CHECK(relaxed(Timestamp(-1000)) == R"({"$date":{"$numberLong":"-1"}})");
    CHECK(relaxed(Decimal::parse("1.10")) == R"({"$numberDecimal":"1.10"})");
}

TEST_CASE("a slot that is not filled is shown with its form") {
    Slot plain;
    Slot list;
    list.number = 3;
    list.form = Form::list;
    Slot optional;
    optional.omit_empty = true;
    CHECK(extended_json(slot(plain)) == R"({"$slot":0})");
    CHECK(extended_json(slot(list)) == R"({"$slot":3,"form":"list"})");
    CHECK(extended_json(slot(optional)) == R"({"$slot":0,"omit":"empty"})");
}
