// expect: Tenon: char can't be a member of a model: use std::int8_t or std::string
#include <tenon/tenon.hpp>

struct Model {
    std::int64_t id = 0;
    char grade = 0;
};

void run(const tenon::Database& db) { db.model<Model>(); }
