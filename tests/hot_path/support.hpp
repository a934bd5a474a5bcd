#pragma once
// What both files of this suite share: a model, its Database in memory, and counters.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tenon/tenon.hpp>

#include "model/state.hpp"

namespace hot_path {

struct Player {
    std::int64_t id = 0;
    std::string name{};
    std::optional<int> age{};
    double score = 0;
    bool active = false;
    tenon::Timestamp created_at{}, updated_at{};
};

inline void describe(tenon::Schema<Player>& player) {
    player.field(tenon::f<&Player::name>).required();
    player.field(tenon::f<&Player::age>).min(0).max(150);
    player.timestamps(tenon::f<&Player::created_at>, tenon::f<&Player::updated_at>);
}

inline const std::string long_name = "a name that is longer than what a std::string keeps in itself";

/// Players 1 to 10: age n * 10 (none for 10), score n, the even ones active.
inline tenon::Database make_database() {
    tenon::Database db = tenon::open("sqlite::memory:");
    db.sync<Player>();
    std::vector<Player> players(10);
    for (int n = 1; n <= 10; ++n) {
        Player& player = players[static_cast<std::size_t>(n - 1)];
        player.name = n == 3 ? long_name : "P" + std::to_string(n);
        if (n < 10) player.age = n * 10;
        player.score = n;
        player.active = n % 2 == 0;
    }
    (void)db.model<Player>().insert_many(players);
    return db;
}

/// How many statements the Database has compiled.
inline std::size_t plans(const tenon::Model<Player>& players) {
    return tenon::model::state_of(players.find().session()).plans().size();
}

/// Calls of operator new so far.
std::size_t allocations() noexcept;
/// What is allocated now, and the most that was since the peak was forgotten.
std::size_t live_bytes() noexcept;
std::size_t peak_bytes() noexcept;
void forget_peak() noexcept;

}  // namespace hot_path
