// expect: Tenon: a window function needs its rows
#include "models.hpp"

void run() { users.find().select(tenon::row_number()); }
