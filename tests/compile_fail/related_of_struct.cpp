// expect: Tenon: related() gives single values: no vectors, structs or relations
#include "models.hpp"

auto expression = tenon::related(f<&Post::author>, f<&User::address>);
