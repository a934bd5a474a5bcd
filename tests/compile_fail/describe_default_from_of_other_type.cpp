// expect: Tenon: default_from() takes a function without arguments that gives the field's type
#include "models.hpp"

void describe(tenon::Schema<User>& user) {
    user.field(f<&User::nickname>).default_from([](int) { return 1; });
}
