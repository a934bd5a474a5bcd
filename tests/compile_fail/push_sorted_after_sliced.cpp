// expect: Tenon: push() is said as it is done
#include "models.hpp"

auto expression = f<&User::tags>.push("x").sliced(3).sorted();
