// expect: Tenon: update() takes assignments: write f<&User::age> = 5 with one =; == compares
#include "models.hpp"

void run() { users.find(f<&User::id> == 1).update_one(f<&User::score> == 5); }
