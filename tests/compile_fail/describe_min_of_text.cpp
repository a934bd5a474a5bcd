// expect: Tenon: min() and max() are for numbers and times; text has min_length() and max_length()
#include "models.hpp"

void describe(tenon::Schema<User>& user) { user.field(f<&User::name>).min(3); }
