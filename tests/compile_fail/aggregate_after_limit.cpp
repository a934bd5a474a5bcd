// expect: Tenon: aggregate() is over all rows that fulfil the condition: it can't follow limit() or offset()
#include "models.hpp"

auto run() { return users.find().limit(5).aggregate(tenon::count()); }
