// expect: Tenon: first(), last() and push() take single values
#include "models.hpp"

auto expression = tenon::first(f<&User::tags>).order_by(f<&User::id>);
