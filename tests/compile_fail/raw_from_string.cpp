// expect: Tenon: SQL is a literal of the program; for text made at run time say tenon::unsafe_raw(text), with a ? for each value
#include "models.hpp"

void run(const std::string& name) { db.execute("delete from users where name = '" + name + "'"); }
