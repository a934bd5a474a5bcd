// expect: Tenon: each element of a tuple that a row goes into must be a value that a column can hold
#include "models.hpp"

void run() { (void)db.query<std::tuple<int, void*>>("select id, name from users"); }
