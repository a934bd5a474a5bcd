// expect: Tenon: SQL is a literal of the program
#include "models.hpp"

void run(const std::string& text) { db.execute_script(text); }
