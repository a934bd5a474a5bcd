// expect: Tenon: this is not a condition: compare it with something first, as in f<&User::age> >= 18
#include "models.hpp"

auto expression = tenon::when(true, f<&User::score>);
