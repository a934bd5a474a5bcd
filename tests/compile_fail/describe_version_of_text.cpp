// expect: Tenon: version() needs an integer member of 32 or 64 bits
#include "models.hpp"

void describe_user(tenon::Schema<User>& user) { user.version(f<&User::name>); }
