// expect: Tenon: update() takes assignments: write f<&User::age> = 5 with one =; == compares
#include "models.hpp"

void run() {
    tenon::Query<User> query = users.find(f<&User::id> == 1);
    query.update(f<&User::score> == 5);
}
