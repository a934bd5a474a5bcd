// expect: Tenon: a time is moved by a whole number of units
#include "models.hpp"

auto expression = tenon::add(f<&User::created_at>, 0.5, tenon::unit::day);
