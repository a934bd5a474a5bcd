// expect: Tenon: check() takes a function of the value
#include "models.hpp"

void describe(tenon::Schema<User>& user) {
    user.field(f<&User::name>).check("counted", [calls = 0](const std::string&) mutable { return ++calls < 3; });
}
