// expect: Tenon: a fragment is one expression, without comments and semicolons
#include "models.hpp"

void run() { (void)users.find(tenon::fragment<bool, "1 = 1; delete from users">()); }
