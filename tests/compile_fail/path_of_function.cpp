// expect: Tenon: f<…> takes pointers to data members: f<&User::name>
#include "models.hpp"

auto expression = f<&User::double_score> == 2;
