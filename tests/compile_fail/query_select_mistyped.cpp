// expect: Tenon: an expression of select<Row>(…) has another type than the member of Row that it goes to
#include "models.hpp"

struct Row {
    std::string name;
    int age;
};

void run(const tenon::Query<User>& query) { query.select<Row>(f<&User::name>, f<&User::name>); }
