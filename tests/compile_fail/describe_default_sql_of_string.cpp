// expect: Tenon: SQL is a literal of the program
#include "models.hpp"

void describe(tenon::Schema<User>& user) { user.field(f<&User::age>).default_sql(std::string("1")); }
