// expect: Tenon: key(), unique() and index() take members of the model itself: f<&User::name>, …
#include "models.hpp"

void describe(tenon::Schema<User>& user) { user.index(f<&User::address, &Address::city>); }
