// expect: Tenon: a key is needed here; find(condition) finds by a condition
#include "models.hpp"

void run() { users.get(f<&User::id> == 5); }
