// expect: Tenon: a model can't have a C array member: use std::vector
#include <tenon/tenon.hpp>

struct Model {
    std::int64_t id = 0;
    int numbers[3]{};
};

void run(const tenon::Database& db) { db.model<Model>(); }
