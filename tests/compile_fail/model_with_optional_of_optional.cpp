// expect: Tenon: an optional of an optional has no meaning in a database
#include <tenon/tenon.hpp>

struct Model {
    std::int64_t id = 0;
    std::optional<std::optional<int>> age{};
};

void run(const tenon::Database& db) { db.model<Model>(); }
