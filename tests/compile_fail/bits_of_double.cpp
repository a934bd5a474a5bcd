// expect: Tenon: bits are those of whole numbers, and so is their mask
#include "models.hpp"

auto expression = f<&User::rating>.bits_any_set(1);
