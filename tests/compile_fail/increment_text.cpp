// expect: Tenon: inc(), dec() and mul() work on numbers
#include "models.hpp"

void run() { users.increment(1, f<&User::name>); }
