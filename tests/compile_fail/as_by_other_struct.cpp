// expect: Tenon: the path goes on from another struct than the one that is inside
#include <variant>

#include "models.hpp"

struct Part {
    std::int64_t id = 0;
    std::variant<Address, int> shape{};
};

void misuse() { (void)f<&Part::shape>.as<Address>(f<&User::name>); }
