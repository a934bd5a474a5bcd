// expect: Tenon: set() takes assignments to members of the vector's elements
#include "models.hpp"

auto expression = f<&User::homes>.each().set(f<&User::name> = "x");
