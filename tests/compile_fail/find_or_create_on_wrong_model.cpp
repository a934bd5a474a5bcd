// expect: Tenon: this condition is on another model
#include "models.hpp"

void run() { users.find_or_create(f<&Post::title> == "a"); }
