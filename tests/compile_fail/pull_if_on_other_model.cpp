// expect: Tenon: the condition inside any(), all(), none() or count() must be on the related or nested struct
#include "models.hpp"

auto expression = f<&User::homes>.pull_if(f<&User::name> == "x");
