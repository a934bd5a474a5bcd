// expect: Tenon: an expression of select<Row>(…) can be empty, but the member of Row is no std::optional
#include "models.hpp"

void run() {
    struct Row {
        int age;
    };
    users.find().select<Row>(f<&User::age>);
}
