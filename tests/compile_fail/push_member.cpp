// expect: Tenon: elements that are added or taken out are values given here, not members
#include "models.hpp"

auto expression = f<&User::tags>.push(f<&User::name>);
