// expect: Tenon: the second member must be one of the related model's
#include "models.hpp"

void describe(tenon::Schema<User>& user) { user.has_many(f<&User::posts>, f<&Profile::user>); }
