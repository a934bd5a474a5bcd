// expect: Tenon: check() takes a function of the value
#include "models.hpp"

void describe(tenon::Schema<User>& user) {
    user.field(f<&User::name>).check("even", [](int number) { return number % 2 == 0; });
}
