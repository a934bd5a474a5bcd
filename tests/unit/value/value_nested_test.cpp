#include <doctest/doctest.h>

#include <tenon/error.hpp>

#include "value/json_writer.hpp"
#include "value/value_nested.hpp"

using namespace tenon;

namespace {

Value rich() {
    return Document{{"n", 1},
                    {"d", Decimal::parse("1.10")},
                    {"t", Timestamp(5)},
                    {"u", Uuid::parse("123e4567-e89b-12d3-a456-426614174000")},
                    {"b", Bytes{std::byte{1}}},
                    {"list", Array{Array{}, Document{}, nullptr, true, "x"}}};
}

Value deep(int levels) {
    Value value = Array{};
    for (int i = 1; i < levels; ++i) {
        Array outer;
        outer.push_back(std::move(value));
        value = std::move(outer);
    }
    return value;
}

Value built(const NestedSource& source) {
    ValueBuilder builder;
    source.write(builder);
    return builder.take();
}

}  // namespace

TEST_CASE("a value written and built again keeps every kind") {
    const Value value = rich();
    const Value copy = built(ValueSource(value));
    CHECK(copy == value);
    CHECK(copy.if_document()->find("d")->kind() == Kind::decimal);
    CHECK(copy.if_document()->find("b")->kind() == Kind::bytes);
    CHECK(built(ValueSource()).is_empty());
}

TEST_CASE("a value read piece by piece is the same again") {
    const Value value = rich();
    ValueReader reader(value);
    ValueBuilder builder;
    copy_nested(reader, builder);
    CHECK(builder.take() == value);
}

TEST_CASE("a reader gives members in order and leaves early") {
    const Value value = rich();
    ValueReader reader(value);
    CHECK(reader.shape() == NestedReader::Shape::document);
    CHECK_THROWS_AS(reader.scalar(), CastError);
    reader.enter();
    std::string_view key;
    REQUIRE(reader.next(key));
    CHECK(key == "n");
    CHECK(reader.scalar().integer == 1);
    CHECK_THROWS_AS(reader.enter(), CastError);
    for (int i = 0; i < 5; ++i) REQUIRE(reader.next(key));
    CHECK(key == "list");
    reader.enter();
    REQUIRE(reader.next(key));
    CHECK(reader.shape() == NestedReader::Shape::array);
    reader.leave();
    CHECK_THROWS_AS(reader.shape(), CastError);
    CHECK_FALSE(reader.next(key));
    reader.leave();
    CHECK_THROWS_AS(reader.next(key), CastError);
    CHECK_THROWS_AS(reader.leave(), CastError);
}

TEST_CASE("a Json field's numbers are written raw") {
    const Value value = Array{9007199254740993, 1.5, "x"};
    std::string stored;
    JsonWriter scalars(stored);
    ValueSource(value).write(scalars);
    CHECK(stored == R"(["9007199254740993",1.5,"x"])");
    std::string raw;
    JsonWriter numbers(raw);
    ValueSource(value, true).write(numbers);
    CHECK(raw == R"([9007199254740993,1.5,"x"])");
}

TEST_CASE("a name that stands twice is refused") {
    ValueBuilder builder;
    builder.begin_document();
    builder.key("a");
    builder.scalar(Cell());
    builder.key("a");
    builder.scalar(Cell());
    CHECK_THROWS_AS(builder.end_document(), CastError);
}

TEST_CASE("a builder gives what was written to its end, again and again") {
    ValueBuilder builder;
    builder.begin_array();
    CHECK_THROWS_AS((void)builder.take(), CastError);
    builder.scalar(Cell::of(true));
    builder.end_array();
    CHECK(builder.take() == Array{true});
    builder.scalar(Cell::of(std::int64_t{5}));
    CHECK(builder.take() == 5);
    CHECK(builder.take().is_empty());
    CHECK_THROWS_AS(builder.scalar(Cell::of_json("{}")), CastError);
}

TEST_CASE("a thousand levels are written and copied, one more is refused") {
    const Value enough = deep(1000);
    const Value too_deep = deep(1001);
    CHECK(built(ValueSource(enough)) == enough);
    CHECK_THROWS_AS((void)built(ValueSource(too_deep)), CastError);
    CHECK_THROWS_AS((void)too_deep.to_json(), CastError);
    ValueReader reader(too_deep);
    std::string text;
    JsonWriter writer(text);
    CHECK_THROWS_AS(copy_nested(reader, writer), CastError);
}
