// expect: Tenon: abs() is of numbers
#include "models.hpp"

auto expression = tenon::abs(f<&User::name>);
