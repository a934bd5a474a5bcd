// expect: Tenon: a bool is compared with a number: use true or false
#include "models.hpp"

auto expression = f<&User::active> == 1;
