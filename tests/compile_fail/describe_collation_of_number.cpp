// expect: Tenon: collation() is for text, a member of the model itself
#include "models.hpp"

void describe(tenon::Schema<User>& user) { user.field(f<&User::age>).collation("sv"); }
