// expect: Tenon: aggregate() takes count(), sum(…), avg(…), min(…), max(…)
#include "models.hpp"

void run() { users.aggregate(f<&User::score>); }
