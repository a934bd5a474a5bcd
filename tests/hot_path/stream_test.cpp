// A stream's memory stays the same however many rows it has. SQLite's own memory isn't counted.

#include <doctest/doctest.h>

#include "support.hpp"

using namespace hot_path;
using tenon::f;

namespace {

void add_players(const tenon::Database& db, int count) {
    db.execute(
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < ?) "
        "insert into players (name, age, score, active, created_at, updated_at) "
        "select 'a name that is longer than what a string keeps in itself ' || i, i % 100, i, i % 2, 0, 0 from n",
        count);
}

struct Use {
    std::size_t rows = 0;
    std::size_t bytes = 0;  ///< the most at once, beyond what there was before
    std::size_t left = 0;   ///< what is still there afterwards
};

template <class Query>
Use use_of(const Query& query) {
    Use use;
    const std::size_t before = live_bytes();
    forget_peak();
    for (const auto& row : query.stream(100)) {
        static_cast<void>(row);
        ++use.rows;
    }
    use.bytes = peak_bytes() - before;
    use.left = live_bytes() - before;
    return use;
}

}  // namespace

TEST_CASE("100,000 rows take the memory of a batch") {
    const tenon::Database db = tenon::open("sqlite::memory:");
    db.sync<Player>();
    const auto players = db.model<Player>();
    add_players(db, 1'000);
    (void)use_of(players.find());
    (void)use_of(players.find().select(f<&Player::name>, f<&Player::age>));
    const Use small = use_of(players.find());
    const Use small_pairs = use_of(players.find().select(f<&Player::name>, f<&Player::age>));
    add_players(db, 99'000);
    const Use great = use_of(players.find());
    const Use great_pairs = use_of(players.find().select(f<&Player::name>, f<&Player::age>));
    CHECK(small.rows == 1'000);
    CHECK(great.rows == 100'000);
    CHECK(great.bytes <= small.bytes + 1'000);  // names are a little longer
    CHECK(great.bytes < 100'000);
    CHECK(great.left == 0);
    CHECK(great_pairs.left == 0);
    CHECK(great_pairs.rows == 100'000);
    CHECK(great_pairs.bytes <= small_pairs.bytes + 1'000);
}
