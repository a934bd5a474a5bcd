// expect: Tenon: a pointer can't be a member of a model: use Ref, Many or a value
#include <tenon/tenon.hpp>

struct Model {
    std::int64_t id = 0;
    Model* parent = nullptr;
};

void run(const tenon::Database& db) { db.model<Model>(); }
