// expect: Tenon: trim(), lowercase() and uppercase() are for text
#include "models.hpp"

void describe(tenon::Schema<User>& user) { user.field(f<&User::score>).lowercase(); }
