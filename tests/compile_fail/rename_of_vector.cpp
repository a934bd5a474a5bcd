// expect: Tenon: rename() renames a key of a std::map with std::string keys
#include "models.hpp"

auto change = f<&User::tags>.rename("a", "b");
