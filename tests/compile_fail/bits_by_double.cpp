// expect: Tenon: bits are those of whole numbers, and so is their mask
#include "models.hpp"

auto expression = f<&User::score>.bits_all_clear(1.5);
