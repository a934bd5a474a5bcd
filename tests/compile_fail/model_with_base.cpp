// expect: Tenon: a model can't have base classes: make the base a member, or list the members with tenon_members()
#include <tenon/tenon.hpp>

struct Base {
    std::int64_t id = 0;
};

struct Model : Base {
    std::string name{};
};

void run(const tenon::Database& db) { db.model<Model>(); }
