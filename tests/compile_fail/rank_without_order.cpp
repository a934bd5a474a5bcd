// expect: Tenon: a place among rows needs their order
#include "models.hpp"

auto expression = tenon::rank().over();
