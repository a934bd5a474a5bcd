// expect: Tenon: this condition is on another model
#include "models.hpp"

void describe(tenon::Schema<User>& user) { user.constraint("votes", f<&Post::votes> > 0); }
