// expect: Tenon: a nested value is compared with another type
#include "models.hpp"

auto expression = f<&User::address> == Comment();
