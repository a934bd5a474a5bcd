// expect: Tenon: describe(Schema<T>&) speaks of T's own members
#include "models.hpp"

void describe(tenon::Schema<User>& user) { user.field(f<&Post::title>).required(); }
