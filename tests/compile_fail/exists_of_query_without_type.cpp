// expect: Tenon: a Query<T> has no type that another query could be made of
#include "models.hpp"

auto expression = tenon::exists(tenon::Query<User>(users.find()).select(f<&User::id>));
