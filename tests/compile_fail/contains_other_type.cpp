// expect: Tenon: contains() looks for an element: its type must be that of the vector's elements
#include "models.hpp"

auto expression = f<&User::tags>.contains(5);
