// expect: Tenon: this would change every row
#include "models.hpp"

void run() { users.find().returning().remove(); }
