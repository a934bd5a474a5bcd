// expect: Tenon: .count() counts related objects; a vector has .size()
#include "models.hpp"

auto expression = f<&User::tags>.count();
