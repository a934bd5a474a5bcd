// expect: Tenon: a relation has no value of its own: ask with .any(), .none() or .count(), load it by include()
#include "models.hpp"

void run() { users.find().select(f<&User::posts>); }
