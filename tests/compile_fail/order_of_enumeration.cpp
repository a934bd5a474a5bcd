// expect: Tenon: an enumeration has no order in the database: use == or .in()
#include "models.hpp"

auto expression = f<&User::role> < Role::writer;
