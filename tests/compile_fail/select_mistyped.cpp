// expect: Tenon: an expression of select<Row>(…) has another type than the member of Row that it goes to
#include "models.hpp"

void run() {
    struct Row {
        std::string name;
        int score;
    };
    users.find().select<Row>(f<&User::score>, f<&User::name>);
}
