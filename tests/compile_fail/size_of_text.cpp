// expect: Tenon: size() is of a vector; text has length(), a relation count()
#include "models.hpp"

auto expression = f<&User::name>.size();
