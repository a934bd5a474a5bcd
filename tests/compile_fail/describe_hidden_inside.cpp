// expect: Tenon: hidden(), immutable(), read_only(), generated(), comment() and defaults are for members of the model itself, not for those of a nested struct
#include "models.hpp"

void describe(tenon::Schema<User>& user) { user.field(f<&User::address, &Address::city>).hidden(); }
