// expect: Tenon: a fragment gives a bool, an integer, a double, a std::string, or an optional of one
#include "models.hpp"

void run() { (void)users.find().order_by(tenon::fragment<Address, "?">(f<&User::address>)); }
