// expect: Tenon: years, quarters and months differ in length
#include "models.hpp"

auto expression = tenon::difference(f<&User::created_at>, f<&User::updated_at>, tenon::unit::month);
