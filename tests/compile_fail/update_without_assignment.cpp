// expect: Tenon: update() needs at least one assignment
#include "models.hpp"

void run() { users.update(f<&User::id> == 1); }
