// expect: Tenon: an empty value for a ? needs a type: std::optional<int>()
#include "models.hpp"

void run() { db.execute("update users set age = :age", tenon::named("age", std::nullopt)); }
