// expect: Tenon: structs have no order of their own
#include "models.hpp"

auto expression = f<&User::homes>.push(Address{}).sorted();
