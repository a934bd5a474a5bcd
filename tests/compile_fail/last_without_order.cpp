// expect: Tenon: last() needs an order_by(…), which says which row is the last one
#include "models.hpp"

auto run() { return users.find(f<&User::age> > 5).last(); }
