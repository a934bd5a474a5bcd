// expect: Tenon: sorted_by() takes members of the vector's elements
#include "models.hpp"

auto expression = f<&User::homes>.push(Address{}).sorted_by(f<&User::name>);
