// expect: Tenon: at() names a member of the object that is checked
#include "models.hpp"

void describe(tenon::Schema<User>& user) {
    user.check("whole", [](const User& one) { return one.active; }).at(f<&Address::city>);
}
