// expect: Tenon: nothing is less or greater than empty; use .is_empty()
#include "models.hpp"

auto expression = f<&User::age> < std::nullopt;
