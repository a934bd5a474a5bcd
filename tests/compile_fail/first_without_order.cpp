// expect: Tenon: first(), last() and push() need an order
#include "models.hpp"

auto query = [](const tenon::Model<Post>& posts) { return posts.find().select(tenon::first(f<&Post::title>)); };
