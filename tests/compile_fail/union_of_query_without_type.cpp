// expect: Tenon: a Query<T> has no type that another query could be made of
#include "models.hpp"

void run(const tenon::Query<User>& query) { users.find().select(f<&User::name>).except(query.select(f<&User::name>)); }
