#pragma once
// The SQL functions that our statements call where SQLite's own mean something else.

#include "drivers/sqlite/session.hpp"

namespace tenon::drivers::sqlite {

/// Adds them to a database. They are deterministic and touch nothing but their arguments. An empty argument gives an
/// empty result; a failure is an error of the statement, with fixed words.
void add_functions(Session& session);

}  // namespace tenon::drivers::sqlite
