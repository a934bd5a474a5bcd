// expect: Tenon: precision(digits) is for Timestamp
#include "models.hpp"

void describe(tenon::Schema<User>& user) { user.field(f<&User::name>).precision(6); }
