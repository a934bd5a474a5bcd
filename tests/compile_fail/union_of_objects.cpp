// expect: Tenon: a set operation takes a query that selects the same
#include "models.hpp"

void run() { users.find().select(f<&User::name>).union_with(users.find()); }
