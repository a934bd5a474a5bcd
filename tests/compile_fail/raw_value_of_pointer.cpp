// expect: Tenon: this value can't be bound to a ?
#include "models.hpp"

void run() {
    int number = 5;
    db.execute("delete from users where id = ?", &number);
}
