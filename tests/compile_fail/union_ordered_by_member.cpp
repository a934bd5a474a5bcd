// expect: Tenon: queries that are joined are ordered by their columns
#include "models.hpp"

void run() {
    users.find().select(f<&User::name>).union_with(posts.find().select(f<&Post::title>)).order_by(f<&User::name>);
}
