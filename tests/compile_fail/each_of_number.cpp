// expect: Tenon: each() is for the elements of vectors and the values of maps
#include "models.hpp"

void describe(tenon::Schema<User>& user) { user.field(f<&User::score>).each(); }
