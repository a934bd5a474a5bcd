// expect: Tenon: unset() empties an optional member, and this is none
#include "models.hpp"

auto expression = f<&User::score>.unset();
