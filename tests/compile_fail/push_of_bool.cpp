// expect: Tenon: push() of bool, Bytes or Decimal has no one form inside an array
#include "models.hpp"

auto expression = tenon::push(f<&User::active>).order_by(f<&User::id>);
