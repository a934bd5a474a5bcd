// expect: Tenon: a member is assigned a value of another type
#include "models.hpp"

auto expression = f<&User::score> = "5";
