// expect: Tenon: generated() takes an expression of the field's type
#include "models.hpp"

void describe(tenon::Schema<User>& user) {
    user.field(f<&User::score>).generated([] { return 1; });
}
