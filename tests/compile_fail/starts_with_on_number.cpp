// expect: Tenon: this works on text only
#include "models.hpp"

auto expression = f<&User::score>.starts_with("1");
