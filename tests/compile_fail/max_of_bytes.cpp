// expect: Tenon: values of this type have no order: use == or !=
#include "models.hpp"

auto expression = tenon::max(f<&User::avatar>);
