// expect: Tenon: push, pull, pop, add_to_set and set of elements work on vectors only
#include "models.hpp"

auto expression = f<&User::name>.push("x");
