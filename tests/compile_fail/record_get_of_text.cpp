// expect: Tenon: get<T>() of a record takes a type of your own that has a tenon::Codec
#include "models.hpp"

void use(const tenon::Record& record) { (void)record.get<std::string>("name"); }
