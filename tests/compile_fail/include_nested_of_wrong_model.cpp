// expect: Tenon: a nested include takes a relation of the included model
#include "models.hpp"

void run() { users.find().include(f<&User::posts>.include(f<&User::profile>)); }
