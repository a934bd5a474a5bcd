// expect: Tenon: the members of one expression must belong to one model
#include "models.hpp"

auto expression = f<&User::score> > 1 && f<&Post::votes> > 1;
