// expect: Tenon: pages are of whole objects, or of the rows of a set operation
#include "models.hpp"

auto page(const tenon::Model<User>& users) { return users.find().select(f<&User::name>).page(20); }
