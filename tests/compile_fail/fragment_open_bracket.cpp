// expect: Tenon: a quote or bracket of the fragment's text has no partner
#include "models.hpp"

void run() { (void)users.find(tenon::fragment<bool, "abs(? > 1">(f<&User::score>)); }
