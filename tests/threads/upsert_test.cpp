// Threads that store the same row at once: no unique error, and none takes another's change back. (reliability E4)

#include <atomic>
#include <thread>
#include <vector>

#include "support/backends.hpp"

using namespace backends;

namespace {

struct Tally {
    std::int64_t id = 0;
    std::string name{};
    std::int64_t first = 0, second = 0, third = 0, fourth = 0;
    std::int64_t uses = 0;
};
void describe(tenon::Schema<Tally>& tally) { tally.field(f<&Tally::name>).unique(); }

constexpr int rows = 40;

/// Sets its own member in one row after the other, twice.
template <auto Member>
void set_everywhere(const tenon::Database& db, std::int64_t value, std::atomic<int>& failures) {
    try {
        const auto tallies = db.model<Tally>();
        for (int i = 0; i < 2 * rows; ++i) {
            Tally tally;
            tally.name = "row " + std::to_string(i % rows);
            tally.*Member = value;
            const Tally stored = tallies.upsert(tally, tenon::on_conflict(f<&Tally::name>).update_only(f<Member>));
            if (stored.*Member != value || stored.id == 0) ++failures;
            tallies.increment(stored.id, f<&Tally::uses>);
        }
    } catch (const std::exception&) {
        ++failures;
    }
}

}  // namespace

TEST_CASE("threads that upsert the same rows meet no unique error, and none takes another's change back") {
    on_each([](const tenon::Database& db) {
        db.sync<Tally>();
        std::atomic<int> failures{0};
        std::vector<std::thread> threads;
        threads.emplace_back([&] { set_everywhere<&Tally::first>(db, 1, failures); });
        threads.emplace_back([&] { set_everywhere<&Tally::second>(db, 2, failures); });
        threads.emplace_back([&] { set_everywhere<&Tally::third>(db, 3, failures); });
        threads.emplace_back([&] { set_everywhere<&Tally::fourth>(db, 4, failures); });
        for (std::thread& thread : threads) thread.join();
        CHECK(failures == 0);
        const auto complete = f<&Tally::first> == 1 && f<&Tally::second> == 2 && f<&Tally::third> == 3 &&
                              f<&Tally::fourth> == 4 && f<&Tally::uses> == 8;
        CHECK(db.model<Tally>().count() == rows);
        CHECK(db.model<Tally>().count(complete) == rows);
    });
}

TEST_CASE("whole rows that threads upsert are one thread's, not mixed ones") {
    on_each([](const tenon::Database& db) {
        db.sync<Tally>();
        std::atomic<int> failures{0};
        std::vector<std::thread> threads;
        for (std::int64_t thread = 1; thread <= 4; ++thread)
            threads.emplace_back([&db, &failures, thread] {
                try {
                    for (int i = 0; i < 2 * rows; ++i)
                        (void)db.model<Tally>().upsert({.name = "row " + std::to_string(i % rows),
                                                        .first = thread,
                                                        .second = thread,
                                                        .third = thread,
                                                        .fourth = thread});
                } catch (const std::exception&) {
                    ++failures;
                }
            });
        for (std::thread& thread : threads) thread.join();
        CHECK(failures == 0);
        CHECK(db.model<Tally>().count() == rows);
        CHECK(db.model<Tally>().count(f<&Tally::first> == f<&Tally::second> && f<&Tally::second> == f<&Tally::third> &&
                                      f<&Tally::third> == f<&Tally::fourth>) == rows);
    });
}
