// expect: Tenon: the values of one SQL text are given all by position, or all by tenon::named
#include "models.hpp"

void run() { db.execute("delete from users where id = :id or id = ?", tenon::named("id", 1), 2); }
