// expect: Tenon: an element must have the type of the vector's elements
#include "models.hpp"

auto expression = f<&User::tags>.push(5);
