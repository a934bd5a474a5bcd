// expect: Tenon: include() takes a relation: a Ref, Many or One
#include "models.hpp"

void run() { users.find().include(f<&User::name>); }
