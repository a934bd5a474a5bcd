// expect: Tenon: key(), unique() and index() take members of the model itself
#include "models.hpp"

void describe(tenon::Schema<User>& user) { user.index(f<&Post::votes>.desc()); }
