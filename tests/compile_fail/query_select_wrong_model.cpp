// expect: Tenon: this clause speaks of another model
#include "models.hpp"

void run(const tenon::Query<User>& query) { query.select(f<&User::name>, f<&Post::title>); }
