// expect: Tenon: a std::chrono type can't be a member of a model: use tenon::Timestamp, or a number
#include <tenon/tenon.hpp>

struct Model {
    std::int64_t id = 0;
    std::chrono::seconds length{};
};

void run(const tenon::Database& db) { db.model<Model>(); }
