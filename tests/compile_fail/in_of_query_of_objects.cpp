// expect: Tenon: in() takes a query for single values of the same type
#include "models.hpp"

auto expression = f<&Post::author>.in(users.find());
