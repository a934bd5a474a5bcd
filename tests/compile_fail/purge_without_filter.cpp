// expect: Tenon: this would be of every row: say find(…) which ones, or only_deleted() for all that were removed
#include "models.hpp"

void run() { users.find().purge(); }
