// expect: Tenon: a Many or One has no column: describe it by has_many() or has_one()
#include "models.hpp"

void describe(tenon::Schema<User>& user) { user.field(f<&User::posts>); }
