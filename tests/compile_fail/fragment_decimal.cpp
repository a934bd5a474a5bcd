// expect: Tenon: a fragment takes numbers, text, times and the like, and expressions
#include "models.hpp"

void run(const tenon::Decimal& price) { (void)users.find(tenon::fragment<bool, "? > 1">(price)); }
