// expect: Tenon: descend() through links takes the relation to them
#include "models.hpp"

void run() { (void)users.find(f<&User::name> == "Ada").descend(f<&User::posts>, f<&Post::title>).all(); }
