// expect: Tenon: a char is no text: write it in double quotes
#include "models.hpp"

auto expression = f<&User::name> == 'x';
