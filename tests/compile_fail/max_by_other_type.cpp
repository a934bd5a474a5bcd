// expect: Tenon: a number is compared with text
#include "models.hpp"

auto expression = f<&User::score>.max("many");
