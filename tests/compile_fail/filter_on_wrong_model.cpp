// expect: Tenon: this condition is on another model
#include "models.hpp"

void run() { tenon::Filter<User> filter = f<&Post::votes> > 1; }
