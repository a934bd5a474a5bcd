// expect: Tenon: + - * / % work on numbers; join text with .concat()
#include "models.hpp"

void run() { users.increment(1, f<&User::name>); }
