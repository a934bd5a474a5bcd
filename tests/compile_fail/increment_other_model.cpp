// expect: Tenon: this clause speaks of another model
#include "models.hpp"

void run() { users.increment(1, f<&Post::votes>); }
