// expect: Tenon: the keys that lead into a Json are texts given here
#include "models.hpp"

struct Event {
    std::int64_t id = 0;
    tenon::Json data{};
};

auto expression = f<&Event::data>.text_at(1);
