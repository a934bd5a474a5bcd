// expect: Tenon: check() takes a function of the value
#include "models.hpp"

void describe(tenon::Schema<User>& user) {
    user.check("whole", [](const Address& address) { return !address.city.empty(); });
}
