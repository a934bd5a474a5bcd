// expect: Tenon: group_by() needs a select(…), which says what each group gives
#include "models.hpp"

void run() { users.find().group_by(f<&User::age>).all(); }
