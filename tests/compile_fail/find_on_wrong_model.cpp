// expect: Tenon: this condition is on another model
#include "models.hpp"

void run() { users.find(f<&Post::title> == "x"); }
