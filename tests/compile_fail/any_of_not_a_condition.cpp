// expect: Tenon: this is not a condition: compare it with something first, as in f<&User::age> >= 18
#include "models.hpp"

auto expression = f<&User::posts>.any(f<&Post::votes>);
