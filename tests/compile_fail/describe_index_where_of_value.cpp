// expect: Tenon: a condition is needed here
#include "models.hpp"

void describe(tenon::Schema<User>& user) { user.index(f<&User::age>).where(true); }
