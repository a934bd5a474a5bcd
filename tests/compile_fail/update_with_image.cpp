// expect: Tenon: tenon::before and tenon::after are for update_one()
#include "models.hpp"

void run() { users.update(f<&User::id> == 1, f<&User::score> = 5, tenon::before); }
