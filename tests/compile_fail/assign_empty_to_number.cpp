// expect: Tenon: a member that is not an optional can't be made empty
#include "models.hpp"

auto expression = f<&User::score> = std::nullopt;
