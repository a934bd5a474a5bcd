// expect: Tenon: alternative<A>() names an alternative of a std::variant
#include "models.hpp"

void describe(tenon::Schema<User>& user) { user.field(f<&User::name>).alternative<int>(); }
