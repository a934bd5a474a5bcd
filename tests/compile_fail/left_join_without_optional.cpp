// expect: Tenon: an expression of select<Row>(…) can be empty, but the member of Row is no std::optional
#include "models.hpp"

struct Row {
    std::string name{};
    std::string title{};
};

void run() { (void)users.find().left_join(f<&User::posts>).select<Row>(f<&User::name>, f<&Post::title>); }
