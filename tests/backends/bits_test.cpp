// Bits of whole numbers.

#include <limits>

#include "support/backends.hpp"

using namespace backends;
namespace types = tenon::types;
using tenon::field;

namespace {

struct Chip {
    std::int64_t pins = 0;
    std::optional<std::int16_t> lamps{};
};

struct Board {
    std::int64_t id = 0;
    std::int64_t flags = 0;
    std::optional<std::int32_t> spare{};
    std::uint8_t small = 0;
    std::uint32_t wide = 0;
    std::uint64_t whole = 0;
    Chip chip{};
    std::vector<std::int32_t> masks{};
};

constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();

void fill(const tenon::Database& db) {
    db.sync<Board>();
    std::vector<Board> boards{
        {.flags = 0b1011,
         .spare = 0b0110,
         .small = 255,
         .wide = 4'294'967'295,
         .whole = 5,
         .chip = {6, 6},
         .masks = {1, 6}},
        {.flags = -1,
         .spare = std::nullopt,
         .small = 128,
         .wide = 0,
         .whole = 0,
         .chip = {-8, std::nullopt},
         .masks = {}},
        {.flags = 0, .spare = -2, .small = 0, .wide = 1, .whole = 7, .chip = {0, -1}, .masks = {-4}},
        {.flags = lowest, .spare = 0, .small = 1, .wide = 2, .whole = 2, .chip = {highest, 0}, .masks = {0}}};
    (void)db.model<Board>().insert_many(boards);
}

using Ids = std::vector<std::int64_t>;
Ids ids_of(const tenon::Database& db, const tenon::Filter<Board>& condition) {
    Ids ids;
    for (const Board& board : db.model<Board>().find(condition).order_by(f<&Board::id>)) ids.push_back(board.id);
    return ids;
}

}  // namespace

TEST_CASE("bits are asked for by a mask") {
    on_each([](const tenon::Database& db) {
        fill(db);
        CHECK(ids_of(db, f<&Board::flags>.bits_all_set(0b0011)) == Ids{1, 2});
        CHECK(ids_of(db, f<&Board::flags>.bits_any_set(0b0110)) == Ids{1, 2});
        CHECK(ids_of(db, f<&Board::flags>.bits_all_clear(0b0110)) == Ids{3, 4});
        CHECK(ids_of(db, f<&Board::flags>.bits_any_clear(0b0110)) == Ids{1, 3, 4});
        CHECK(ids_of(db, f<&Board::small>.bits_all_set(128)) == Ids{1, 2});
        CHECK(ids_of(db, f<&Board::wide>.bits_any_set(std::uint32_t{4'294'967'294})) == Ids{1, 4});
        CHECK(ids_of(db, f<&Board::whole>.bits_all_set(std::uint64_t{5})) == Ids{1, 3});
        CHECK(ids_of(db, f<&Board::chip, &Chip::pins>.bits_all_set(6)) == Ids{1, 4});
    });
}

TEST_CASE("negative numbers have the bits of two's complement") {
    on_each([](const tenon::Database& db) {
        fill(db);
        CHECK(ids_of(db, f<&Board::flags>.bits_any_set(lowest)) == Ids{2, 4});
        CHECK(ids_of(db, f<&Board::flags>.bits_all_set(-1)) == Ids{2});
        CHECK(ids_of(db, f<&Board::flags>.bits_all_clear(-1)) == Ids{3});
        CHECK(ids_of(db, f<&Board::flags>.bits_any_clear(lowest)) == Ids{1, 3});
        CHECK(ids_of(db, f<&Board::spare>.bits_all_set(lowest)) == Ids{3});
        CHECK(ids_of(db, f<&Board::small>.bits_any_set(lowest + 1)) == Ids{1, 4});
        CHECK(ids_of(db, f<&Board::chip, &Chip::pins>.bits_all_set(-8)) == Ids{2});
        CHECK(ids_of(db, f<&Board::chip, &Chip::lamps>.bits_all_set(-1)) == Ids{3});
    });
}

TEST_CASE("a mask without bits has them all set, and all clear") {
    on_each([](const tenon::Database& db) {
        fill(db);
        CHECK(ids_of(db, f<&Board::flags>.bits_all_set(0)).size() == 4);
        CHECK(ids_of(db, f<&Board::flags>.bits_all_clear(0)).size() == 4);
        CHECK(ids_of(db, f<&Board::flags>.bits_any_set(0)).empty());
        CHECK(ids_of(db, f<&Board::flags>.bits_any_clear(0)).empty());
    });
}

TEST_CASE("an empty has no bits, set or clear, and only the complement holds for it") {
    on_each([](const tenon::Database& db) {
        fill(db);
        CHECK(ids_of(db, f<&Board::spare>.bits_all_set(2)) == Ids{1, 3});
        CHECK(ids_of(db, f<&Board::spare>.bits_any_clear(2)) == Ids{4});
        CHECK(ids_of(db, !f<&Board::spare>.bits_all_set(2)) == Ids{2, 4});
        CHECK(ids_of(db, !f<&Board::spare>.bits_any_set(2)) == Ids{2, 4});
        CHECK(ids_of(db, !f<&Board::spare>.bits_all_clear(2)) == Ids{1, 2, 3});
        CHECK(ids_of(db, !f<&Board::spare>.bits_any_clear(2)) == Ids{1, 2, 3});
        const std::optional<int> nothing;
        CHECK(ids_of(db, f<&Board::flags>.bits_all_clear(nothing)).empty());
        CHECK(ids_of(db, !f<&Board::flags>.bits_all_clear(nothing)).size() == 4);
    });
}

TEST_CASE("bits of what is computed, by masks that are fields, and of elements") {
    on_each([](const tenon::Database& db) {
        fill(db);
        CHECK(ids_of(db, f<&Board::flags>.bits_all_set(f<&Board::spare>)) == Ids{4});
        CHECK(ids_of(db, (f<&Board::id> + 1).bits_all_set(1)) == Ids{2, 4});
        CHECK(ids_of(db, (-f<&Board::id>).bits_all_set(f<&Board::small>)) == Ids{1, 2, 3});
        CHECK(ids_of(db, f<&Board::masks>.any(tenon::element<std::int32_t>.bits_all_set(6))) == Ids{1});
        CHECK(ids_of(db, f<&Board::masks>.all(tenon::element<std::int32_t>.bits_any_set(-1))) == Ids{1, 2, 3});
    });
}

TEST_CASE("run-time fields have bits too, which only whole numbers have") {
    on_each([](const tenon::Database& db) {
        const auto boards = db.define("Panel", {{"flags", {.type = types::int64}},
                                                {"spare", {.type = types::int16}},
                                                {"name", {.type = types::text}},
                                                {"rate", {.type = types::real}}});
        db.sync();
        (void)boards.create({{"flags", 6}, {"spare", -1}, {"name", "a"}, {"rate", 1.0}});
        (void)boards.create({{"flags", lowest}, {"name", "b"}, {"rate", 2.0}});
        CHECK(boards.find(field("flags").bits_all_set(6)).count() == 1);
        CHECK(boards.find(field("flags").bits_any_set(-1)).count() == 2);
        CHECK(boards.find(field("flags").bits_all_clear(1)).count() == 2);
        CHECK(boards.find(field("flags").bits_any_clear(6)).count() == 1);
        CHECK(boards.find(field("spare").bits_any_clear(6)).count() == 0);
        CHECK(boards.find(field("spare").bits_all_set(field("flags"))).count() == 1);
        CHECK(boards.find(field("spare").bits_any_set(field("flags"))).count() == 1);
        CHECK(boards.find(field("spare").bits_all_clear(field("flags"))).count() == 0);
        CHECK(boards.find(field("spare").bits_any_clear(field("flags"))).count() == 0);
        CHECK_THROWS_AS((void)boards.find(field("name").bits_all_set(1)).count(), tenon::QueryError);
        CHECK_THROWS_AS((void)boards.find(field("rate").bits_all_set(1)).count(), tenon::QueryError);
        CHECK_THROWS_AS((void)boards.find(field("flags").bits_all_set(1.5)).count(), tenon::QueryError);
    });
}
