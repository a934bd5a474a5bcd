// expect: Tenon: the members of one expression must belong to one model
#include "models.hpp"

auto expression = tenon::push(f<&User::name>).order_by(f<&Post::title>);
