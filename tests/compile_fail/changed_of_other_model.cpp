// expect: Tenon: this clause speaks of another model
#include "models.hpp"

void run() { (void)users.edit(1).changed(f<&Post::title>); }
