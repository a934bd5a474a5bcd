// expect: Tenon: a write gives members of its rows, and nothing made of them: select(f<&Job::name>)
#include "models.hpp"

void run() { users.find(f<&User::id> == 1).select(f<&User::name>.lower()).update_one(f<&User::score> = 5); }
