// expect: Tenon: descend() and ascend() take the model's reference to itself
#include "models.hpp"

void run() { posts.find(f<&Post::id> == 1).ascend(f<&Post::author>); }
