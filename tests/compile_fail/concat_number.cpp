// expect: Tenon: concat() joins text with text
#include "models.hpp"

auto expression = f<&User::name>.concat(5);
