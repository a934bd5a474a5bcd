// expect: Tenon: the key given has another type than the model's id
#include "models.hpp"

void run() { users.increment("one", f<&User::score>); }
