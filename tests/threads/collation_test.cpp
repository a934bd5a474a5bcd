// Threads that sort by languages, which each of them is the first to ask for.

#ifdef TENON_WITH_ICU

#include <atomic>
#include <thread>
#include <vector>

#include "support/people.hpp"

using namespace backends;

namespace {

struct Word {
    std::int64_t id = 0;
    std::string swedish{};
    std::string german{};
    std::string danish{};
};

void describe(tenon::Schema<Word>& word) {
    word.field(f<&Word::swedish>).collation("sv");
    word.field(f<&Word::german>).collation("de");
    word.field(f<&Word::danish>).collation("da");
}

}  // namespace

TEST_CASE("threads share the orders of languages") {
    on_each([](const tenon::Database& db) {
        db.sync<Word>();
        const auto words = db.model<Word>();
        for (const char* word : {"z", "å", "ä", "ö", "a", "A", "aa", "ø"})
            (void)words.create({.swedish = word, .german = word, .danish = word});
        const auto in_order = [](const auto& query) {
            std::string all;
            for (const std::string& word : query.all()) all += word + " ";
            return all;
        };
        std::atomic<int> failures{0};
        std::vector<std::thread> threads;
        for (int number = 0; number < 4; ++number)
            threads.emplace_back([&] {
                const auto all = words.find();
                for (int i = 0; i < 10; ++i) {
                    if (in_order(all.order_by(f<&Word::swedish>).select(f<&Word::swedish>)) != "a A aa z å ä ö ø ")
                        ++failures;
                    if (in_order(all.order_by(f<&Word::german>).select(f<&Word::german>)) != "a A å ä aa ö ø z ")
                        ++failures;
                    if (in_order(all.order_by(f<&Word::danish>).select(f<&Word::danish>)) != "A a z ä ø ö å aa ")
                        ++failures;
                    if (words.count(f<&Word::swedish> > "z") != 4) ++failures;
                }
            });
        for (std::thread& thread : threads) thread.join();
        CHECK(failures == 0);
    });
}

#endif
