// expect: Tenon: at() and contains_key() look into a std::map with std::string keys
#include "models.hpp"

void misuse() { (void)(f<&User::tags>.at("a") == "b"); }
