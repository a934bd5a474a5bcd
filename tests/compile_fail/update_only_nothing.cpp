// expect: Tenon: update_only() names members: update_only(f<&User::name>)
#include "models.hpp"

void run() { users.upsert(User(), tenon::on_conflict(f<&User::name>).update_only()); }
