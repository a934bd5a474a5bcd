// expect: Tenon: a relation has no value of its own: ask with .any(), .none() or .count(), load it by include()
#include "models.hpp"

auto expression = f<&User::posts> == Post();
