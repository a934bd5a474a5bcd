// expect: Tenon: this is not a condition
#include "models.hpp"

void run() { (void)users.find(tenon::fragment<int, "abs(?)">(f<&User::score>)); }
