// expect: Tenon: the keys of a map are texts given here
#include <map>

#include "models.hpp"

struct Part {
    std::int64_t id = 0;
    std::string name{};
    std::map<std::string, int> counts{};
};

auto change = f<&Part::counts>.rename("a", f<&Part::name>);
