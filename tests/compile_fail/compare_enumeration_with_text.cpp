// expect: Tenon: an enumeration is compared with its enumerators only, not with text or numbers
#include "models.hpp"

auto expression = f<&User::role> == "writer";
