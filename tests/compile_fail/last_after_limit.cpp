// expect: Tenon: last() is of all rows that fulfil the condition: it can't follow limit() or offset()
#include "models.hpp"

auto run() { return users.find().order_by(f<&User::age>).limit(5).last(); }
