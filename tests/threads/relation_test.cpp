// Queries along a relation while the model that it leads to is defined.
#include <doctest/doctest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <tenon/tenon.hpp>

using tenon::field;
namespace types = tenon::types;

TEST_CASE("a relation is asked through while other threads define the model that it leads to") {
    for (int round = 0; round < 20; ++round) {
        const auto db = tenon::open("memory:");
        const auto users = db.define("User", {{"name", {.type = types::text}}},
                                     {.has_many = {{"posts", "Post", "author"}, {"notes", "Note", "author"}}});
        db.sync();
        users.create({{"name", "Ada"}});
        std::atomic<int> known{0};
        const auto ask = [&](const char* relation) {
            for (;;) {
                try {
                    const auto all = users.find(field(relation).none()).include(relation).all();
                    if (all.size() == 1 && all[0].related(relation).empty()) ++known;
                    return;
                } catch (const tenon::Error&) {  // it isn't defined yet, or has no table
                    std::this_thread::yield();
                }
            }
        };
        std::vector<std::thread> threads;
        for (const char* relation : {"posts", "posts", "notes", "notes"}) threads.emplace_back(ask, relation);
        for (const char* name : {"Post", "Note"}) {
            db.define(name, {{"author", {.type = types::int64, .references = "User"}}});
            db.sync();
        }
        for (std::thread& thread : threads) thread.join();
        CHECK(known == 4);
    }
}

namespace {
struct Town {
    std::int64_t id = 0;
    std::string name{};
};
}  // namespace

TEST_CASE("threads that first include the rows of a struct's model get records of one model") {
    for (int round = 0; round < 20; ++round) {
        const auto db = tenon::open("memory:");
        db.sync<Town>();
        db.model<Town>().create({.name = "Bath"});
        const auto shops = db.define("Shop", {{"town", {.type = types::int64, .references = "Town"}}});
        db.sync();
        shops.create({{"town", 1}});
        std::atomic<int> found{0};
        std::vector<std::thread> threads;
        std::vector<const tenon::schema::Model*> models(4);
        for (std::size_t i = 0; i < models.size(); ++i)
            threads.emplace_back([&, i] {
                const auto shop = shops.find().include("town").one();
                if ((*shop.one("town"))["name"] == tenon::Value("Bath")) ++found;
                models[i] = &db.model("Town").schema();
            });
        for (std::thread& thread : threads) thread.join();
        CHECK(found == 4);
        for (const tenon::schema::Model* model : models) CHECK(model == models.front());
    }
}
