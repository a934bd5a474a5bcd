// expect: Tenon: matches() is for text
#include "models.hpp"

void describe(tenon::Schema<User>& user) { user.field(f<&User::score>).matches("[0-9]+"); }
