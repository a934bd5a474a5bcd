// expect: Tenon: bits are those of whole numbers, and so is their mask
#include "models.hpp"

auto expression = f<&User::role>.bits_any_clear(1);
