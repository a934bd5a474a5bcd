// expect: Tenon: a stream of one bool a row can't be: select another value along
#include "models.hpp"

auto run() { return users.find().select(f<&User::active>).stream(); }
