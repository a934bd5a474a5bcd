#include <cfloat>
#include <cmath>
#include <functional>
#include <limits>

#include <doctest/doctest.h>

#include <tenon/error.hpp>

#include "value/json_writer.hpp"

using namespace tenon;
using namespace std::string_view_literals;

namespace {

std::string scalar(const Cell& cell) {
    std::string text;
    JsonWriter(text).scalar(cell);
    return text;
}

std::string raw(const Cell& cell) {
    std::string text;
    JsonWriter(text).raw_number(cell);
    return text;
}

std::string json_text(std::string_view text) { return scalar(Cell::of(text)); }

constexpr std::int64_t two_53 = std::int64_t{1} << 53;

}  // namespace

TEST_CASE("scalars have the storage rules' text") {
    CHECK(scalar(Cell()) == "null");
    CHECK(scalar(Cell::of(true)) == "true");
    CHECK(scalar(Cell::of(false)) == "false");
    CHECK(scalar(Cell::of(Timestamp(0))) == "\"1970-01-01T00:00:00Z\"");
    CHECK(scalar(Cell::of(Timestamp(1000))) == "\"1970-01-01T00:00:00.001Z\"");
    CHECK(scalar(Cell::of(Timestamp(1))) == "\"1970-01-01T00:00:00.000001Z\"");
    CHECK(scalar(Cell::of(Date(0))) == "\"1970-01-01\"");
    CHECK(scalar(Cell::of(Time(0))) == "\"00:00:00\"");
    CHECK(scalar(Cell::of(Time(500'000))) == "\"00:00:00.500000\"");
    const Uuid uuid = Uuid::parse("123e4567-e89b-12d3-a456-426614174000");
    CHECK(scalar(Cell::of(uuid)) == "\"123e4567-e89b-12d3-a456-426614174000\"");
    const ObjectId id = ObjectId::parse("507f1f77bcf86cd799439011");
    CHECK(scalar(Cell::of(id)) == "\"507f1f77bcf86cd799439011\"");
    const std::byte bytes[] = {std::byte{0}, std::byte{255}};
    CHECK(scalar(Cell::of_bytes(bytes, 2)) == "\"AP8=\"");
    CHECK(scalar(Cell::of_bytes(nullptr, 0)) == "\"\"");
}

TEST_CASE("integers beyond 2^53 and decimals are text as scalars and numbers when raw") {
    CHECK(scalar(Cell::of(two_53)) == "9007199254740992");
    CHECK(scalar(Cell::of(-two_53)) == "-9007199254740992");
    CHECK(scalar(Cell::of(two_53 + 1)) == "\"9007199254740993\"");
    CHECK(scalar(Cell::of(-two_53 - 1)) == "\"-9007199254740993\"");
    CHECK(scalar(Cell::of(std::numeric_limits<std::int64_t>::min())) == "\"-9223372036854775808\"");
    CHECK(scalar(Cell::of(std::numeric_limits<std::uint64_t>::max())) == "\"18446744073709551615\"");
    CHECK(raw(Cell::of(two_53 + 1)) == "9007199254740993");
    CHECK(raw(Cell::of(std::numeric_limits<std::uint64_t>::max())) == "18446744073709551615");
    const Decimal price = Decimal::parse("-1.10");
    CHECK(scalar(Cell::of(price)) == "\"-1.10\"");
    CHECK(raw(Cell::of(price)) == "-1.10");
    CHECK(raw(Cell::of("x"sv)) == "\"x\"");
}

TEST_CASE("doubles are short and finite") {
    CHECK(scalar(Cell::of(0.1)) == "0.1");
    CHECK(scalar(Cell::of(1.0)) == "1");
    CHECK(scalar(Cell::of(-0.0)) == "-0");
    CHECK(scalar(Cell::of(5e-324)) == "5e-324");
    CHECK(scalar(Cell::of(DBL_MAX)) == "1.7976931348623157e+308");
    CHECK_THROWS_AS(scalar(Cell::of(std::nan(""))), CastError);
    CHECK_THROWS_AS(scalar(Cell::of(HUGE_VAL)), CastError);
    CHECK_THROWS_AS(raw(Cell::of(-HUGE_VAL)), CastError);
}

TEST_CASE("text is escaped as little as JSON allows") {
    CHECK(json_text("") == "\"\"");
    CHECK(json_text("a\"b\\c/d") == R"("a\"b\\c/d")");
    CHECK(json_text("\b\f\n\r\t\x01\x1f\x7f") == "\"\\b\\f\\n\\r\\t\\u0001\\u001f\x7f\"");
    CHECK(json_text("\xC3\xA9\xF0\x9F\x98\x80\xE2\x80\xA8") == "\"\xC3\xA9\xF0\x9F\x98\x80\xE2\x80\xA8\"");
    CHECK_THROWS_AS(json_text("a\0b"sv), CastError);
    CHECK_THROWS_AS(json_text("\xFF"), CastError);
}

TEST_CASE("documents and arrays are separated by commas") {
    std::string text;
    JsonWriter writer(text);
    writer.begin_document();
    writer.key("a\"");
    writer.begin_array();
    writer.scalar(Cell::of(std::int64_t{1}));
    writer.begin_array();
    writer.end_array();
    writer.begin_document();
    writer.end_document();
    writer.raw_number(Cell::of(2.5));
    writer.end_array();
    writer.key("");
    writer.scalar(Cell());
    writer.end_document();
    CHECK(text == R"({"a\"":[1,[],{},2.5],"":null})");
    CHECK_THROWS_AS(writer.key("\xFF"), CastError);
}

TEST_CASE("a thousand levels are written, one more is refused") {
    std::string text;
    JsonWriter writer(text);
    for (int i = 0; i < 1000; ++i) writer.begin_array();
    CHECK_THROWS_AS(writer.begin_array(), CastError);
    CHECK_THROWS_AS(JsonWriter(text).scalar(Cell::of_json("{}")), CastError);
}
