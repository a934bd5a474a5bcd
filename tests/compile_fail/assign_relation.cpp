// expect: Tenon: a relation can't be assigned: it is what the related objects' Ref says
#include "models.hpp"

auto expression = f<&User::posts> = std::vector<Post>();
