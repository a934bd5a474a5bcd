// expect: Tenon: inc(), dec() and mul() work on numbers
#include "models.hpp"

auto expression = f<&User::name>.inc(1);
