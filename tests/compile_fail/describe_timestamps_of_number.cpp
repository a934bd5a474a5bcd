// expect: Tenon: timestamps() needs two members of type tenon::Timestamp
#include "models.hpp"

void describe(tenon::Schema<User>& user) { user.timestamps(f<&User::created_at>, f<&User::score>); }
