// expect: Tenon: overlaps() and contained_in() are of vectors of single values
#include "models.hpp"

auto expression = f<&User::homes>.contained_in(std::vector<Address>{});
