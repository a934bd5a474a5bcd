// expect: Tenon: first(), last(), push(), lag() and lead() take single values
#include "models.hpp"

auto expression = tenon::first(f<&User::tags>).order_by(f<&User::id>);
