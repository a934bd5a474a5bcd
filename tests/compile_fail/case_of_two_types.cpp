// expect: Tenon: the values of case_when() and coalesce() are of one type
#include "models.hpp"

auto expression = tenon::case_when(f<&User::age> > 18, "grown").otherwise(5);
