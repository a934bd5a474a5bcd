// expect: Tenon: the second member must be a Ref to this model
#include "models.hpp"

void describe(tenon::Schema<User>& user) { user.has_many(f<&User::posts>, f<&Post::title>); }
