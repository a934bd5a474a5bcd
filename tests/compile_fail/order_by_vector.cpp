// expect: Tenon: bytes, vectors and relations can't be sorted by
#include "models.hpp"

void run() { users.find().order_by(f<&User::tags>); }
