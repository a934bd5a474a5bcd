// expect: Tenon: this clause speaks of another model
#include "models.hpp"

void run() { users.upsert(User(), tenon::on_conflict(f<&User::name>, f<&Post::title>)); }
