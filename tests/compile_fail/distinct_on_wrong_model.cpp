// expect: Tenon: this clause speaks of another model
#include "models.hpp"

void run() { users.find().distinct_on(f<&Post::title>); }
