// expect: Tenon: any(), all(), none() and count() work on relations and vectors
#include "models.hpp"

auto expression = f<&User::score>.any(f<&User::score> == 1);
