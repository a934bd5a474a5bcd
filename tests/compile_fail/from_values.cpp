// expect: Tenon: from() and with() take a query that selects into a struct
#include "models.hpp"

void run() { (void)tenon::from(users.find().select(f<&User::name>, f<&User::age>)); }
