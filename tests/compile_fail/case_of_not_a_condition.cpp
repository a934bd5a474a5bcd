// expect: Tenon: this is not a condition: compare it with something first
#include "models.hpp"

auto expression = tenon::case_when(f<&User::age>, "grown").otherwise("young");
