// expect: Tenon: this type can't be a member of a model; the guide's page on types lists those that can
#include <tenon/tenon.hpp>

struct Model {
    std::int64_t id = 0;
    long double real = 0;
};

void run(const tenon::Database& db) { db.model<Model>(); }
