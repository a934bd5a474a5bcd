#pragma once
// Arithmetic as SQL functions, by rule 4 of the semantics: SQLite's own operators go over to REAL where an int64 ends.

#include <sqlite3.h>

namespace tenon::drivers::sqlite {

// Integers give integers, or the error "integer overflow". A real on either side gives a real. An empty side, and a
// division by zero, give NULL.
void add(sqlite3_context* context, int count, sqlite3_value** arguments);
void subtract(sqlite3_context* context, int count, sqlite3_value** arguments);
void multiply(sqlite3_context* context, int count, sqlite3_value** arguments);
/// The end of int64 where the product is beyond it.
void multiply_within(sqlite3_context* context, int count, sqlite3_value** arguments);
void divide(sqlite3_context* context, int count, sqlite3_value** arguments);
void negate(sqlite3_context* context, int count, sqlite3_value** arguments);

}  // namespace tenon::drivers::sqlite
