// expect: Tenon: set() takes assignments
#include "models.hpp"

auto expression = f<&User::homes>.each().set(f<&Address::city> == "x");
