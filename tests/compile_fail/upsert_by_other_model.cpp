// expect: Tenon: this clause speaks of another model
#include "models.hpp"

void run() { users.upsert(User(), f<&Post::title>); }
