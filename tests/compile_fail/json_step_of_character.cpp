// expect: Tenon: what leads into a Json are keys, which are texts, and numbers of elements, given here
#include "models.hpp"

struct Event {
    std::int64_t id = 0;
    tenon::Json data{};
};

auto expression = f<&Event::data>.text_at('a');
