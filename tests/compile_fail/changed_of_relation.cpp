// expect: Tenon: a relation isn't tracked
#include "models.hpp"

void run() { (void)users.edit(1).changed(f<&User::posts>); }
