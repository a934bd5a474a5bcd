// expect: Tenon: a fragment takes one value or expression for each ? of its text
#include "models.hpp"

void run() { (void)users.find(tenon::fragment<bool, "? > ?">(f<&User::score>)); }
