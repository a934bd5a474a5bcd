// expect: Tenon: a check gives bool, or std::optional<std::string>
#include "models.hpp"

void describe(tenon::Schema<User>& user) {
    user.field(f<&User::name>).check("named", [](const std::string&) { return "a text is no verdict"; });
}
