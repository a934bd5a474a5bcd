// expect: Tenon: check() takes a function of the value
#include "models.hpp"

const auto check = tenon::value_check("named", [](const std::string& name) { return !name.empty(); });
