// expect: Tenon: a fragment takes numbers, text, times and the like
#include "models.hpp"

void run() { (void)users.find(tenon::fn<bool, "abs">(f<&User::score>, Address())); }
