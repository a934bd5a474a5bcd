// expect: Tenon: the members of one expression must belong to one model
#include "models.hpp"

void run() { (void)users.find(tenon::fragment<bool, "? = ?">(f<&User::name>, f<&Post::title>)); }
