// expect: Tenon: coalesce() takes two values or more
#include "models.hpp"

auto expression = tenon::coalesce(f<&User::age>);
