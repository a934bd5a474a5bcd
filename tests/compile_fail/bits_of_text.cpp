// expect: Tenon: bits are those of whole numbers, and so is their mask
#include "models.hpp"

auto expression = f<&User::name>.bits_all_set(1);
