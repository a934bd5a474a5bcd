// expect: Tenon: default_value() takes a value of the field's type
#include "models.hpp"

void describe(tenon::Schema<User>& user) { user.field(f<&User::age>).default_value("ten"); }
