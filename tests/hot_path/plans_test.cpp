// A statement is found again by its shape, verb and variant: never another one's, and never compiled twice.

#include <algorithm>
#include <iterator>

#include <doctest/doctest.h>

#include "support.hpp"

using namespace hot_path;
using tenon::f;

namespace {

std::vector<std::int64_t> ids(const std::vector<Player>& players) {
    std::vector<std::int64_t> all;
    for (const Player& player : players) all.push_back(player.id);
    return all;
}
using Ids = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("each last word of one query has a plan of its own") {
    const tenon::Database db = make_database();
    const auto players = db.model<Player>();
    const auto query = players.find(f<&Player::age> >= 70);
    const std::size_t before = plans(players);
    CHECK(ids(query.order_by(f<&Player::id>).all()) == Ids{7, 8, 9});
    CHECK(plans(players) == before + 1);
    CHECK(query.all().size() == 3);
    CHECK(plans(players) == before + 2);
    CHECK(query.count() == 3);
    CHECK(plans(players) == before + 3);
    CHECK(query.exists());
    CHECK(plans(players) == before + 4);
    CHECK(query.first().has_value());
    CHECK(plans(players) == before + 5);
    CHECK_THROWS_AS((void)query.one(), tenon::QueryError);
    CHECK(plans(players) == before + 6);
    CHECK(query.update(f<&Player::score> = 1.0) == 3);
    CHECK(plans(players) == before + 7);
    for (int again = 0; again < 2; ++again) {
        CHECK(query.all().size() == 3);
        CHECK(query.count() == 3);
        CHECK(query.exists());
        CHECK(query.first().has_value());
    }
    CHECK(plans(players) == before + 7);
    CHECK(query.remove() == 3);
    CHECK(plans(players) == before + 8);
    CHECK(query.count() == 0);
    CHECK_FALSE(query.exists());
    CHECK(plans(players) == before + 8);
}

TEST_CASE("values are no part of a plan") {
    const tenon::Database db = make_database();
    const auto players = db.model<Player>();
    const std::size_t before = plans(players);
    for (int age = 10; age <= 90; age += 10)
        for (int most = 1; most <= 3; ++most)
            CHECK(players.find(f<&Player::age> >= age).limit(most).all().size() ==
                  static_cast<std::size_t>(std::min(most, (100 - age) / 10)));
    CHECK(plans(players) == before + 1);
}

TEST_CASE("conditions that may be absent share no plan with others that are present") {
    const tenon::Database db = make_database();
    const auto players = db.model<Player>();
    const auto select = [&](bool old, bool active, bool strong) {
        return ids(players
                       .find(tenon::when(old, f<&Player::age> >= 50) && tenon::when(active, f<&Player::active>) &&
                             tenon::when(strong, f<&Player::score> > 7.0))
                       .order_by(f<&Player::id>)
                       .all());
    };
    const std::size_t before = plans(players);
    for (int run = 0; run < 2; ++run) {
        for (int bits = 0; bits < 8; ++bits) {
            const bool old = (bits & 1) != 0, active = (bits & 2) != 0, strong = (bits & 4) != 0;
            Ids expected;
            for (std::int64_t n = 1; n <= 10; ++n)
                if ((!old || (n >= 5 && n < 10)) && (!active || n % 2 == 0) && (!strong || n > 7))
                    expected.push_back(n);
            CHECK(select(old, active, strong) == expected);
        }
        CHECK(plans(players) == before + 8);
    }
}

TEST_CASE("lists share a plan with lists of their size class alone") {
    const tenon::Database db = make_database();
    const auto players = db.model<Player>();
    const auto select = [&](std::size_t size) {
        std::vector<std::int64_t> wanted;
        for (std::size_t n = 1; n <= size; ++n) wanted.push_back(static_cast<std::int64_t>(n));
        return ids(players.find(f<&Player::id>.in(wanted)).order_by(f<&Player::id>).all()) == wanted;
    };
    const std::size_t before = plans(players);
    const std::size_t sizes[] = {0, 1, 2, 3, 4, 5, 8, 9};
    const std::size_t compiled[] = {1, 2, 3, 4, 4, 5, 5, 6};  // classes 0, 1, 2, 4, 8, any
    for (std::size_t i = 0; i < std::size(sizes); ++i) {
        CAPTURE(sizes[i]);
        CHECK(select(sizes[i]));
        CHECK(plans(players) == before + compiled[i]);
    }
    for (std::size_t i = std::size(sizes); i-- > 0;) CHECK(select(sizes[i]));
    CHECK(plans(players) == before + 6);
}

TEST_CASE("an empty and a value share no plan") {
    const tenon::Database db = make_database();
    const auto players = db.model<Player>();
    const auto select = [&](std::optional<int> age) { return ids(players.find(f<&Player::age> == age).all()); };
    const std::size_t before = plans(players);
    for (int run = 0; run < 2; ++run) {
        CHECK(select(20) == Ids{2});
        CHECK(select(std::nullopt) == Ids{10});
        CHECK(select(30) == Ids{3});
        CHECK(select(35).empty());
        CHECK(plans(players) == before + 2);
    }
}

TEST_CASE("a real that meets an integer has a plan for each side of it") {
    const tenon::Database db = make_database();
    const auto players = db.model<Player>();
    const auto select = [&](double id) { return players.count(f<&Player::id> <= id); };
    for (int run = 0; run < 2; ++run) {
        CHECK(select(3.0) == 3);
        CHECK(select(3.5) == 3);
        CHECK(select(-0.5) == 0);
        CHECK(select(1e300) == 10);
        CHECK(select(-1e300) == 0);
    }
}

TEST_CASE("every set of changed fields has a plan of its own, and writes those fields") {
    const tenon::Database db = make_database();
    const auto players = db.model<Player>();
    const std::size_t before = plans(players);
    for (int run = 0; run < 2; ++run) {
        for (unsigned bits = 1; bits < 16; ++bits) {
            CAPTURE(bits);
            const Player stored = players.get(4);
            auto player = players.edit(4);
            if ((bits & 1) != 0) player->name = stored.name + "x";
            if ((bits & 2) != 0) player->age = stored.age ? std::optional<int>() : 44;
            if ((bits & 4) != 0) player->score += 1;
            if ((bits & 8) != 0) player->active = !stored.active;
            CHECK(player.save());
            const Player now = players.get(4);
            CHECK(now.name == ((bits & 1) != 0 ? stored.name + "x" : stored.name));
            CHECK((now.age == stored.age) == ((bits & 2) == 0));
            CHECK(now.score == stored.score + ((bits & 4) != 0 ? 1 : 0));
            CHECK((now.active == stored.active) == ((bits & 8) == 0));
            CHECK(now.created_at == stored.created_at);
        }
        CHECK(plans(players) == before + 1 + 15);  // get, and a save for each set
    }
    auto unchanged = players.edit(4);
    CHECK_FALSE(unchanged.save());
    CHECK(plans(players) == before + 16);
}

TEST_CASE("two Databases share no plan") {
    const tenon::Database first = make_database(), second = make_database();
    const auto here = first.model<Player>(), there = second.model<Player>();
    const auto query = [](const tenon::Model<Player>& players) { return players.count(f<&Player::score> > 4.0); };
    CHECK(query(here) == 6);
    const std::size_t before = plans(there);
    CHECK(query(there) == 6);
    CHECK(plans(there) == before + 1);
    CHECK(there.remove(f<&Player::score> > 8.0) == 2);
    CHECK(query(here) == 6);
    CHECK(query(there) == 4);
}

TEST_CASE("a query without its type finds its plan by what it says") {
    const tenon::Database db = make_database();
    const auto players = db.model<Player>();
    tenon::Query<Player> query = players.find(f<&Player::age> >= 50);
    const std::size_t before = plans(players);
    CHECK(query.count() == 5);
    CHECK(plans(players) == before + 1);
    tenon::Query<Player> same = players.find(f<&Player::age> >= 80);
    CHECK(same.count() == 2);
    CHECK(plans(players) == before + 1);
    CHECK(query.all().size() == 5);
    CHECK(query.limit(2).all().size() == 2);
    CHECK(query.limit(3).all().size() == 3);
    CHECK(plans(players) == before + 3);
}
