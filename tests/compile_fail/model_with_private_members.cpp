// expect: Tenon: a class with constructors, private or virtual members must list its members in a public tenon_members()
#include <tenon/tenon.hpp>

class Model {
public:
    std::int64_t id = 0;

private:
    std::string name_{};
};

void run(const tenon::Database& db) { db.model<Model>(); }
