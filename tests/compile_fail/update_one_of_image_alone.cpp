// expect: Tenon: update() needs at least one assignment
#include "models.hpp"

void run() { users.find_one_and_update(f<&User::id> == 1, tenon::before); }
