// expect: Tenon: min() and max() take a value of the field's type
#include "models.hpp"

void describe(tenon::Schema<User>& user) { user.field(f<&User::score>).max("9"); }
