// expect: Tenon: select() behind join() takes values of either row
#include "models.hpp"

void run() { (void)users.find().join(f<&User::posts>).select(f<&Comment::text>); }
