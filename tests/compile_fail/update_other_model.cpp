// expect: Tenon: this clause speaks of another model
#include "models.hpp"

void run() { users.update(f<&User::id> == 1, f<&Post::votes> = 5); }
