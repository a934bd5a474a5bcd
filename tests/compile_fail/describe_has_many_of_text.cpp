// expect: Tenon: has_many() needs a Many member
#include "models.hpp"

void describe(tenon::Schema<User>& user) { user.has_many(f<&User::name>, f<&Post::author>); }
