// expect: Tenon: the members of one expression must belong to one model
#include "models.hpp"

auto expression = tenon::sum(f<&User::age>).over(tenon::partition_by(f<&Post::title>));
