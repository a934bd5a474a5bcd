// expect: Tenon: aggregate() takes count(), sum(…), avg(…), min(…), max(…)
#include "models.hpp"

void run(const tenon::Query<User>& query) { query.aggregate(f<&User::score>); }
