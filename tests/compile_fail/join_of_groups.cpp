// expect: Tenon: rows that are joined are grouped as the rows of a query
#include "models.hpp"

void run() { (void)users.find().join(f<&User::posts>).select(tenon::sum(f<&Post::votes>)); }
