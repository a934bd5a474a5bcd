// expect: Tenon: this cast doesn't mean the same on every database
#include "models.hpp"

auto expression = tenon::cast<std::int64_t>(f<&User::name>);
