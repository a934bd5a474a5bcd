// expect: Tenon: the pattern of matches() is a text given here, not a member
#include "models.hpp"

void run() { users.find(f<&User::name>.matches(f<&User::nickname>)); }
