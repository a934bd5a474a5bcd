// expect: Tenon: this is of a Timestamp or a Date
#include "models.hpp"

auto expression = tenon::hour(f<&User::name>);
