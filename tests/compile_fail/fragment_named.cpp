// expect: Tenon: a fragment's values stand for its ?, in their order, without names or numbers
#include "models.hpp"

void run() { (void)users.find(tenon::fragment<bool, "? > :least">(f<&User::score>)); }
