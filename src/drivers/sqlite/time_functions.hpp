#pragma once
// Parts of times, truncation, steps and differences. A time is an integer of microseconds, or ISO 8601 text: 10 characters
// are a day, more an instant.

#include <sqlite3.h>

namespace tenon::drivers::sqlite {

void time_part(sqlite3_context* context, int count, sqlite3_value** arguments);
void truncate_time(sqlite3_context* context, int count, sqlite3_value** arguments);
void step_time(sqlite3_context* context, int count, sqlite3_value** arguments);
void time_between(sqlite3_context* context, int count, sqlite3_value** arguments);

}  // namespace tenon::drivers::sqlite
