// expect: Tenon: types::of<T>() takes a type of your own that has a tenon::Codec
#include "models.hpp"

void use() { (void)db.define("Wall", {{"height", {.type = tenon::types::of<int>()}}}); }
