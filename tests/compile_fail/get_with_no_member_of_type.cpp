// expect: Tenon: the key given has another type than the model's id
#include "models.hpp"

struct Machine {
    std::int64_t id = 0;
    std::string serial{};
};
void describe(tenon::Schema<Machine>& machine) { machine.key(f<&Machine::serial>); }

void run() { db.model<Machine>().get(tenon::Uuid::v7()); }
