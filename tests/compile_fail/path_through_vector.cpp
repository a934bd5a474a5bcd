// expect: Tenon: a path can't go through a vector: use f<…>.any(condition), .all or .none on it
#include "models.hpp"

auto expression = f<&User::homes, &Address::city> == "Rome";
