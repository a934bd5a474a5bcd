// expect: Tenon: output<…> takes the number of what is selected
#include "models.hpp"

auto expression = tenon::output<nullptr>;
