// expect: Tenon: in() takes a list: .in({1, 2, 3}), a std::vector or a std::span
#include "models.hpp"

auto expression = f<&User::score>.in(1, 2, 3);
