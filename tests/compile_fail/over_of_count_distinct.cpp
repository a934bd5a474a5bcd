// expect: Tenon: over() follows count(), sum(…), avg(…), min(…), max(…) or a window function
#include "models.hpp"

auto expression = tenon::count_distinct(f<&User::age>).over();
