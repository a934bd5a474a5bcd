// expect: Tenon: join() gives values of rows, and loads nothing
#include "models.hpp"

void run() { (void)users.find().join(f<&User::posts>.include(f<&Post::comments>)); }
