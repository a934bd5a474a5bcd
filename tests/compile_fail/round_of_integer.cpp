// expect: Tenon: floor(), ceil() and round() are of doubles and Decimals
#include "models.hpp"

auto expression = tenon::round(f<&User::score>);
