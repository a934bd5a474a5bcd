// expect: Tenon: this condition is on another model
#include "models.hpp"

void run() { users.find().include(f<&User::posts>.where(f<&User::score> > 1)); }
