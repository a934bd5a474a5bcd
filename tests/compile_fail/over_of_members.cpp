// expect: Tenon: over() takes partition_by(f<…>), order_by(f<…>), or both
#include "models.hpp"

auto expression = tenon::count().over(f<&User::age>);
