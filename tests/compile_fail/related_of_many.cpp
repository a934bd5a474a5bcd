// expect: Tenon: related() follows a Ref: related(f<&Post::author>, f<&User::name>)
#include "models.hpp"

auto expression = tenon::related(f<&User::posts>, f<&Post::title>);
