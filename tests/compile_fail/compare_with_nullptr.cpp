// expect: Tenon: nullptr is no value: an empty optional is std::nullopt
#include "models.hpp"

auto expression = f<&User::age> == nullptr;
