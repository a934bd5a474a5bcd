// The second run of a call allocates what its result needs, and nothing else. SQLite's own memory isn't counted.

#include <memory>

#include <doctest/doctest.h>

#include "support.hpp"

using namespace hot_path;
using tenon::f;

namespace {

/// Runs the call twice; gives what the second run allocated, and requires that it compiled nothing.
template <class Call>
std::size_t second_run(const tenon::Model<Player>& players, Call&& call) {
    (void)call();
    const std::size_t compiled = plans(players);
    const std::size_t before = allocations();
    {
        const auto result = call();
        (void)result;
    }
    const std::size_t allocated = allocations() - before;
    REQUIRE(plans(players) == compiled);
    return allocated;
}

}  // namespace

TEST_CASE("the counter counts") {
    const std::size_t before = allocations();
    const auto number = std::make_unique<int>(1);
    CHECK(*number == 1);
    CHECK(allocations() == before + 1);
}

TEST_CASE("a second get allocates nothing but long strings") {
    const tenon::Database db = make_database();
    const auto players = db.model<Player>();
    CHECK(second_run(players, [&] { return players.get(1); }) == 0);
    CHECK(second_run(players, [&] { return players.get(3); }) == 1);
    CHECK(second_run(players, [&] { return players.find_by_key(99); }) == 0);
}

TEST_CASE("a second filtered select with order and limit allocates the vector of its result, once") {
    const tenon::Database db = make_database();
    const auto players = db.model<Player>();
    const auto select = [&] {
        return players.find(f<&Player::age> >= 40 && f<&Player::active>)
            .order_by(f<&Player::score>.desc())
            .limit(2)
            .all();
    };
    REQUIRE(select().size() == 2);
    CHECK(select().front().id == 8);
    CHECK(second_run(players, select) == 1);
}

TEST_CASE("a second select by a long text allocates its copies of the text and the result") {
    const tenon::Database db = make_database();
    const auto players = db.model<Player>();
    const auto select = [&] { return players.find(f<&Player::name> == "P4").all(); };
    REQUIRE(select().size() == 1);
    CHECK(second_run(players, select) == 1);
}

TEST_CASE("a second select of many rows makes room for them in a few steps, and one of few takes no room for many") {
    const tenon::Database db = make_database();
    const auto players = db.model<Player>();
    (void)players.insert_many(std::vector<Player>(1000, Player{.name = "New", .age = 20}));
    const auto from = [&](std::int64_t id) { return players.find(f<&Player::id> >= id).all(); };
    REQUIRE(from(1).size() == 1010);
    CHECK(second_run(players, [&] { return from(12); }) <= 3);
    REQUIRE(from(12).size() == 999);
    const auto few = from(1009);
    CHECK(few.size() == 2);
    CHECK(few.capacity() <= 64);
}

TEST_CASE("a second count, exists and select of one value allocate nothing of their own") {
    const tenon::Database db = make_database();
    const auto players = db.model<Player>();
    CHECK(second_run(players, [&] { return players.count(f<&Player::age> > 30); }) == 0);
    CHECK(second_run(players, [&] { return players.exists(f<&Player::age> > 30); }) == 0);
}

TEST_CASE("a second list of up to 16 values allocates the list and the result") {
    const tenon::Database db = make_database();
    const auto players = db.model<Player>();
    CHECK(second_run(players, [&] { return players.find(f<&Player::id>.in({1, 2, 4})).count(); }) <= 3);
}

TEST_CASE("a second update allocates nothing") {
    const tenon::Database db = make_database();
    const auto players = db.model<Player>();
    double score = 0;
    const auto update = [&] { return players.update(f<&Player::id> == 5, f<&Player::score> = ++score); };
    CHECK(second_run(players, update) == 0);
    CHECK(players.get(5).score == 2);
}

TEST_CASE("a second create allocates nothing") {
    const tenon::Database db = make_database();
    const auto players = db.model<Player>();
    CHECK(second_run(players, [&] { return players.create({.name = "New", .age = 20}); }) == 0);
    CHECK(players.count() == 12);
}

TEST_CASE("a second edit and save allocate nothing") {
    const tenon::Database db = make_database();
    const auto players = db.model<Player>();
    const auto edit = [&] {
        auto player = players.edit(7);
        player->score += 1;
        return player.save();
    };
    CHECK(second_run(players, edit) == 0);
    CHECK(players.get(7).score == 9);
}

TEST_CASE("a transaction's second get allocates nothing") {
    const tenon::Database db = make_database();
    db.transaction([](tenon::Transaction& tx) {
        const auto players = tx.model<Player>();
        CHECK(second_run(players, [&] { return players.get(1); }) == 0);
    });
}
