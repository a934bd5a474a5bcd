#include <limits>

#include <doctest/doctest.h>

#include <tenon/error.hpp>

#include "value/cells.hpp"

using namespace tenon;

TEST_CASE("every value becomes a cell and a value again") {
    const Value values[] = {nullptr,
                            true,
                            std::numeric_limits<std::int64_t>::min(),
                            std::numeric_limits<std::uint64_t>::max(),
                            -0.5,
                            Decimal::parse("1.10"),
                            "text",
                            "",
                            Bytes{},
                            Bytes{std::byte{0}, std::byte{255}},
                            Timestamp(-1),
                            Date(-1),
                            Time(1),
                            Uuid::v4(),
                            ObjectId::make(),
                            Document{{"a", Array{1}}},
                            Array{1, Document{}}};
    for (const Value& value : values) {
        CAPTURE(name_of(value.kind()));
        ValueSource storage;
        const Value again = to_value(to_cell(value, storage));
        CHECK(again == value);
        CHECK(again.kind() == value.kind());
    }
}

TEST_CASE("nested cells of each kind become values") {
    CHECK(to_value(Cell::of_json(R"([1,"a"])")) == Array{1, "a"});
    CHECK_THROWS_AS((void)to_value(Cell::of_json("[1")), CastError);
    CHECK_THROWS_AS((void)to_value(Cell::of_json(R"({"a":1,"\u0061":2})")), CastError);
    const Value nested = Document{{"a", 1}};
    CHECK(to_value(Cell::of_nested(nested)) == nested);
    const Cell list[] = {Cell::of(true), Cell(), Cell::of(std::string_view("x"))};
    CHECK(to_value(Cell::of_list(list, 3)) == Array{true, nullptr, "x"});
    CHECK(to_value(Cell::of_list(nullptr, 0)) == Array{});
}

TEST_CASE("a cell of a nested value is a source, and no scalar") {
    const Value value = Array{9007199254740993};
    ValueSource storage;
    CHECK(to_cell(value, storage).type == CellType::source);
    CHECK_THROWS_AS((void)scalar_cell(value), CastError);
    CHECK(scalar_cell(Value(Date(3))).integer == 3);
}
