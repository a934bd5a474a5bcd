// expect: Tenon: first(), last() and push() need an order
#include "models.hpp"

void run() { posts.find().select(tenon::first(f<&Post::title>)); }
