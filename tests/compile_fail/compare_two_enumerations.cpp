// expect: Tenon: two different enumerations are compared
#include "models.hpp"

auto expression = f<&User::role> == State::open;
