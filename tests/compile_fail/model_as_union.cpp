// expect: Tenon: a model can't be a union: use std::variant as a member
#include <tenon/tenon.hpp>

union Model {
    std::int64_t id = 0;
    double real;
};

void run(const tenon::Database& db) { db.model<Model>(); }
