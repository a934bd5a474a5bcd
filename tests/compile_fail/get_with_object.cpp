// expect: Tenon: a key is given value by value: get(user.id), get(first, second) for a key of two fields
#include "models.hpp"

void run(const User& user) { users.get(user); }
