// expect: Tenon: overlaps() and contained_in() are of vectors of single values
#include "models.hpp"

auto expression = f<&User::tags>.overlaps({1, 2});
