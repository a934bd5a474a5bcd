// expect: Tenon: a set operation takes a query that selects rows of the same type
#include "models.hpp"

void run() { users.find().select(f<&User::name>).union_all(users.find().select(f<&User::age>)); }
