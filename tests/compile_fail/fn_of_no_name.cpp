// expect: Tenon: fn() takes the name of a function
#include "models.hpp"

void run() { (void)users.find(tenon::fn<bool, "abs(1) or lower">(f<&User::name>)); }
