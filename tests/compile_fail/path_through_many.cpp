// expect: Tenon: a path can't go through a relation: use f<…>.any(condition) on it, or include it
#include "models.hpp"

auto expression = f<&User::posts, &Post::title> == "x";
