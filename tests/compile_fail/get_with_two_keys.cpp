// expect: Tenon: the model's key is one value, its id
#include "models.hpp"

void run() { users.get(1, 2); }
