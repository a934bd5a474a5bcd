// expect: Tenon: tenon::element<T> must have the type of the vector's elements
#include "models.hpp"

auto expression = f<&User::tags>.any(tenon::element<int> == 5);
