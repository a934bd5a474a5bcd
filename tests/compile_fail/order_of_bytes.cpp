// expect: Tenon: values of this type have no order: use == or !=
#include "models.hpp"

auto expression = f<&User::avatar> > tenon::Bytes();
