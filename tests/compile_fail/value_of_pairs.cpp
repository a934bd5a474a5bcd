// expect: Tenon: value_of() takes a query for single values
#include "models.hpp"

auto expression = tenon::value_of(users.find().select(f<&User::name>, f<&User::age>));
