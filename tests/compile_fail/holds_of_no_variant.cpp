// expect: Tenon: as<…>() and holds<…>() look into a std::variant
#include "models.hpp"

void misuse() { (void)f<&User::address>.holds<Address>(); }
