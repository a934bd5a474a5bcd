// expect: Tenon: order_by() takes members: order_by(f<&User::name>, f<&User::age>.desc())
#include "models.hpp"

void run() { users.find().order_by("name"); }
