// expect: Tenon: values of this type have no order: use == or !=
#include "models.hpp"

auto expression = tenon::min(f<&User::active>);
