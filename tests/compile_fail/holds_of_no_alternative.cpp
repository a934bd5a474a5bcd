// expect: Tenon: the variant has no such alternative
#include <variant>

#include "models.hpp"

struct Part {
    std::int64_t id = 0;
    std::variant<Address, int> shape{};
};

void misuse() { (void)f<&Part::shape>.holds<std::string>(); }
