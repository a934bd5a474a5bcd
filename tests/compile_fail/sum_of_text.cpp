// expect: Tenon: sum() and avg() are of numbers
#include "models.hpp"

auto expression = tenon::sum(f<&User::name>);
