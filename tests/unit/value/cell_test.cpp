#include <doctest/doctest.h>

#include <tenon/cell.hpp>
#include <tenon/error.hpp>

using namespace tenon;

TEST_CASE("a cell has the type of what it was made of") {
    CHECK(Cell().is_empty());
    CHECK(Cell::of(true).type == CellType::boolean);
    CHECK(Cell::of(std::int64_t{-5}).integer == -5);
    CHECK(Cell::of(std::uint64_t{5}).type == CellType::integer);
    CHECK(Cell::of(std::uint64_t{1} << 63).type == CellType::unsigned_integer);
    CHECK(Cell::of(1.5).real == 1.5);
    CHECK(Cell::of(std::string_view("ab", 1)).text_view() == "a");
    CHECK(Cell::of(std::string("ab")).size == 2);
    CHECK(Cell::of_json("{}").type == CellType::json);
    CHECK(Cell::of(Timestamp(5)).integer == 5);
    CHECK(Cell::of(Date(-5)).integer == -5);
    CHECK(Cell::of(Time(5)).type == CellType::time);
}

TEST_CASE("what is too large for a cell is refused") {
    CHECK(Cell::checked_size(0xFFFFFFFF) == 0xFFFFFFFF);
    CHECK_THROWS_AS(Cell::checked_size(0x100000000), CastError);
}
