// expect: Tenon: the members of a path must follow each other: f<&User::address, &Address::city>
#include "models.hpp"

auto expression = f<&User::address, &Post::title> == "x";
