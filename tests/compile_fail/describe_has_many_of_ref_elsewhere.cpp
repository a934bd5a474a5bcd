// expect: Tenon: the second member must refer to this model
#include "models.hpp"

struct Team {
    std::int64_t id = 0;
    Many<Post> posts{};
};

void describe(tenon::Schema<Team>& team) { team.has_many(f<&Team::posts>, f<&Post::author>); }
