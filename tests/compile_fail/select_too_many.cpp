// expect: Tenon: select<Row>(…) needs one expression for each member of Row, in their order
#include "models.hpp"

void run() {
    struct Row {
        std::string name;
    };
    users.find().select<Row>(f<&User::name>, f<&User::score>);
}
