// expect: Tenon: a double is rounded to a whole number
#include "models.hpp"

auto expression = tenon::round<2>(f<&User::rating>);
