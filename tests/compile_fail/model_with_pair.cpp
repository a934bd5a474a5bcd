// expect: Tenon: a pair or tuple can't be a member of a model, since its parts have no names: write a struct
#include <tenon/tenon.hpp>

struct Model {
    std::int64_t id = 0;
    std::pair<int, int> range{};
};

void run(const tenon::Database& db) { db.model<Model>(); }
