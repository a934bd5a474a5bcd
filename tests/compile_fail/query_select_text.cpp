// expect: Tenon: an expression is needed here, such as f<&User::name>
#include "models.hpp"

void run(const tenon::Query<User>& query) { query.select("name"); }
