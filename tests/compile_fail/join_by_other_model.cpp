// expect: Tenon: join() takes a relation of this model
#include "models.hpp"

void run() { (void)users.find().join(f<&Post::comments>); }
