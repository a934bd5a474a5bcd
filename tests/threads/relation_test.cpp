// Queries along a relation while the model that it leads to is defined.
#include <doctest/doctest.h>

#include <atomic>
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
