// expect: Tenon: + - * / % work on numbers; join text with .concat()
#include "models.hpp"

auto expression = f<&User::name> + "!";
