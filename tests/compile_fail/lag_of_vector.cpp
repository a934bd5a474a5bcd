// expect: Tenon: first(), last(), push(), lag() and lead() take single values
#include "models.hpp"

auto expression = tenon::lag(f<&User::tags>).over(tenon::order_by(f<&User::id>));
