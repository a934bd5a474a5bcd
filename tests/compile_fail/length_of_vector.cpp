// expect: Tenon: length() is of text; a vector has size()
#include "models.hpp"

auto expression = f<&User::tags>.length();
