// expect: Tenon: this is compared with something that no database can hold
#include "models.hpp"

auto expression = f<&User::score> == &getenv;
