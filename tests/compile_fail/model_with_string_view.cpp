// expect: Tenon: a model owns its text: use std::string instead of std::string_view
#include <tenon/tenon.hpp>

struct Model {
    std::int64_t id = 0;
    std::string_view name{};
};

void run(const tenon::Database& db) { db.model<Model>(); }
