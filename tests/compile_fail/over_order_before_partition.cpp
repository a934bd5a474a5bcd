// expect: Tenon: over() takes partition_by(f<…>) once, then order_by(f<…>) once
#include "models.hpp"

auto expression = tenon::count().over(tenon::order_by(f<&User::id>), tenon::partition_by(f<&User::age>));
