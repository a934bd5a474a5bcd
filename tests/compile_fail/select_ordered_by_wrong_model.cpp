// expect: Tenon: this clause speaks of another model
#include "models.hpp"

void run() { users.find().select(f<&User::name>).order_by(f<&Post::title>); }
