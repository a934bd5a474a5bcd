// expect: Tenon: a map in a model has std::string keys
#include <map>

#include <tenon/tenon.hpp>

struct Model {
    std::int64_t id = 0;
    std::map<int, int> counts{};
};

void run(const tenon::Database& db) { db.model<Model>(); }
