// expect: Tenon: order_by(), limit() and offset() alone can follow a set operation
#include "models.hpp"

void run() { users.find().select(f<&User::name>).union_with(posts.find().select(f<&Post::title>)).distinct(); }
