// expect: Tenon: std::vector<bool> has no elements to point at: use std::vector<std::uint8_t>
#include <tenon/tenon.hpp>

struct Model {
    std::int64_t id = 0;
    std::vector<bool> flags{};
};

void run(const tenon::Database& db) { db.model<Model>(); }
