// expect: Tenon: update() takes assignments: write f<&User::age> = 5 with one =; == compares
#include "models.hpp"

void run() { users.update(f<&User::id> == 1, f<&User::score> == 5); }
