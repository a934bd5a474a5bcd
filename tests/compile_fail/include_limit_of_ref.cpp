// expect: Tenon: this relation has one object: there is nothing to limit
#include "models.hpp"

void run() { posts.find().include(f<&Post::author>.limit(1)); }
