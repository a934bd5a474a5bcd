// expect: Tenon: text is looked for in text, and replaced by text
#include "models.hpp"

auto expression = f<&User::name>.replace("a", 5);
