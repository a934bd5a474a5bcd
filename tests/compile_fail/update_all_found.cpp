// expect: Tenon: this would change every row: say update(tenon::everything, …) or remove(tenon::everything)
#include "models.hpp"

void run() { users.find().update(f<&User::score> = 5); }
