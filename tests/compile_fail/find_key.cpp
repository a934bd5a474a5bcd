// expect: Tenon: a condition is needed here, as in f<&User::age> >= 18; get(key) gives the object with a key
#include "models.hpp"

void run() { users.find(5); }
