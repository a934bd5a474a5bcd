// expect: Tenon: order an include by the related model's members
#include "models.hpp"

void run() { users.find().include(f<&User::posts>.order_by(f<&User::name>)); }
