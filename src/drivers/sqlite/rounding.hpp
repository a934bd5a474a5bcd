#pragma once
// abs, floor, ceil and round of reals and of scaled decimals.

#include <sqlite3.h>

namespace tenon::drivers::sqlite {

void magnitude(sqlite3_context* context, int count, sqlite3_value** arguments);
void floor_to(sqlite3_context* context, int count, sqlite3_value** arguments);
void ceil_to(sqlite3_context* context, int count, sqlite3_value** arguments);
void round_to(sqlite3_context* context, int count, sqlite3_value** arguments);

}  // namespace tenon::drivers::sqlite
