// expect: Tenon: the value of related() is one of the model that the reference leads to
#include "models.hpp"

auto expression = tenon::related(f<&Post::author>, f<&Post::title>);
