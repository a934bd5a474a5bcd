// expect: Tenon: include() takes a relation of this model
#include "models.hpp"

void run() { posts.find().include(f<&User::posts>); }
