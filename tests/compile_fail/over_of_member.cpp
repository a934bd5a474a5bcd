// expect: Tenon: over() follows count(), sum(…), avg(…), min(…), max(…) or a window function
#include "models.hpp"

auto expression = f<&User::age>.over();
