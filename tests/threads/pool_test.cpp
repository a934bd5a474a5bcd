// Threads that share one Database.

#include <atomic>
#include <functional>
#include <thread>
#include <vector>

#include "support/environment.hpp"
#include "support/people.hpp"

using namespace backends;

namespace {

struct Counter {
    std::int64_t id = 0;
    std::int64_t value = 0;
    std::int64_t version = 0;
};

void describe(tenon::Schema<Counter>& counter) { counter.version(f<&Counter::version>); }

void in_threads(int count, const std::function<void(int)>& run) {
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i) threads.emplace_back([&run, i] { run(i); });
    for (std::thread& thread : threads) thread.join();
}

}  // namespace

TEST_CASE("threads read and write through one Database") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        std::atomic<int> failures{0};
        in_threads(6, [&](int number) {
            try {
                const auto people = db.model<Person>();
                for (int i = 0; i < 20; ++i) {
                    const std::string mail = "t" + std::to_string(number) + "." + std::to_string(i) + "@example.com";
                    const Person made = people.create({.name = "T", .email = mail, .age = i});
                    if (people.get(made.id).email != mail) ++failures;
                    if (people.find(f<&Person::email> == mail).count() != 1) ++failures;
                    people.update(f<&Person::id> == made.id, f<&Person::age> = f<&Person::age> + 1);
                }
            } catch (const std::exception&) {
                ++failures;
            }
        });
        CHECK(failures == 0);
        CHECK(db.model<Person>().count() == 124);
        CHECK(db.model<Person>().find(f<&Person::name> == "T").aggregate(tenon::sum(f<&Person::age>)) ==
              6 * (20 * 21 / 2));
    });
}

TEST_CASE("transactions of many threads take turns") {
    on_each([](const tenon::Database& db) {
        const auto made = four_people(db);
        in_threads(4, [&](int) {
            for (int i = 0; i < 25; ++i) {
                db.transaction([&](tenon::Transaction& tx) {
                    auto person = tx.model<Person>().edit(made[0].id);
                    person->score += 1;
                    person.save();
                });
            }
        });
        CHECK(db.model<Person>().get(made[0].id).score == 101.5);
    });
}

TEST_CASE("threads that save versions of one object lose no change") {
    on_each([](const tenon::Database& db) {
        db.sync<Counter>();
        const auto counters = db.model<Counter>();
        const std::int64_t id = counters.create({}).id;
        in_threads(6, [&](int) {
            for (int i = 0; i < 30;) {
                auto counter = counters.edit(id);
                counter->value += 1;
                try {
                    counter.save();
                    ++i;
                } catch (const tenon::StaleObject&) {  // another thread was faster: once more
                }
            }
        });
        CHECK(counters.get(id).value == 6 * 30);
        CHECK(counters.get(id).version == 6 * 30 + 1);
    });
}

// TENON_VERSION_ROUNDS=1000 for more.
TEST_CASE("sixteen threads that count up by versions count every one") {
    const auto rounds = static_cast<std::int64_t>(number_from("TENON_VERSION_ROUNDS", 20));
    constexpr int threads = 16;
    on_each([&](const tenon::Database& db) {
        db.sync<Counter>();
        const auto counters = db.model<Counter>();
        const std::int64_t id = counters.create({}).id;
        in_threads(threads, [&](int) {
            for (std::int64_t i = 0; i < rounds;) {
                Counter counter = counters.get(id);
                counter.value += 1;
                try {
                    (void)counters.save(counter);
                    ++i;
                } catch (const tenon::StaleObject&) {  // once more
                }
            }
        });
        CHECK(counters.get(id).value == threads * rounds);
        CHECK(counters.get(id).version == threads * rounds + 1);
    });
}

TEST_CASE("a thread that waits longer than it may for a connection is told so") {
    const auto db = tenon::open("sqlite::memory:", {.acquire_timeout_ms = 50});
    four_people(db);
    db.transaction([&](tenon::Transaction&) {
        bool refused = false;
        std::thread([&] {
            try {
                (void)db.model<Person>().count();
            } catch (const tenon::PoolTimeout&) {
                refused = true;
            }
        }).join();
        CHECK(refused);
    });
    CHECK(db.model<Person>().count() == 4);
}

TEST_CASE("models are described once, whichever thread names them first") {
    for (int round = 0; round < 10; ++round) {
        const auto db = tenon::open("memory:");
        std::atomic<const tenon::schema::Model*> first{nullptr};
        std::atomic<bool> differ{false};
        in_threads(4, [&](int) {
            const tenon::schema::Model* seen = &db.model<Person>().schema();
            const tenon::schema::Model* expected = nullptr;
            if (!first.compare_exchange_strong(expected, seen) && expected != seen) differ = true;
        });
        CHECK(!differ);
    }
}

TEST_CASE("threads that find or create one row get one row") {
    on_each([](const tenon::Database& db) {
        db.sync<Person, Book>();
        std::atomic<int> failures{0};
        std::atomic<int> created{0};
        in_threads(6, [&](int number) {
            try {
                const auto people = db.model<Person>();
                for (int i = 0; i < 20; ++i) {
                    const std::string mail = std::to_string(i) + "@example.com";
                    const auto found =
                        people.find_or_create(f<&Person::email> == mail, {.name = "T" + std::to_string(number)});
                    if (found.object.email != mail || found.object.id == 0) ++failures;
                    if (found.is_new) ++created;
                }
            } catch (const std::exception&) {
                ++failures;
            }
        });
        CHECK(failures == 0);
        CHECK(created == 20);
        CHECK(db.model<Person>().count() == 20);
    });
}

TEST_CASE("64 threads that find or create one row, some inside a transaction of theirs, all get it") {
    on_each([](const tenon::Database& db) {
        db.sync<Person, Book>();
        std::atomic<int> successes{0}, created{0};
        in_threads(64, [&](int number) {
            const auto find = [&](const tenon::Model<Person>& people) {
                const auto found = people.find_or_create(f<&Person::email> == "one@example.com", {.name = "T"});
                if (found.object.email == "one@example.com" && found.object.id == 1) ++successes;
                if (found.is_new) ++created;
            };
            try {
                if (number % 2 == 0) return find(db.model<Person>());
                db.transaction([&](tenon::Transaction& tx) {
                    find(tx.model<Person>());
                    tx.model<Person>().update(f<&Person::id> == 1, f<&Person::score> = f<&Person::score> + 1);
                });
            } catch (const std::exception&) {
                successes -= 1000;
            }
        });
        CHECK(successes == 64);
        CHECK(created == 1);
        CHECK(db.model<Person>().find().one().score == 32);
    });
}

TEST_CASE("threads that take the first row each get another one") {
    on_each([](const tenon::Database& db) {
        db.sync<Person, Book>();
        std::vector<Person> people(60);
        for (std::size_t i = 0; i < people.size(); ++i)
            people[i] = {.name = "P", .email = std::to_string(i) + "@example.com"};
        db.model<Person>().insert_many(people);
        std::atomic<int> taken{0};
        std::atomic<int> failures{0};
        in_threads(6, [&](int) {
            try {
                const auto free = db.model<Person>().find(f<&Person::active>).order_by(f<&Person::id>);
                while (free.update_one(f<&Person::active> = false)) ++taken;
            } catch (const std::exception&) {
                ++failures;
            }
        });
        CHECK(failures == 0);
        CHECK(taken == 60);
    });
}

TEST_CASE("threads stream while others write, and wait for each other where there is one connection") {
    on_each([](const tenon::Database& db) {
        const auto made = four_people(db);
        std::atomic<int> failures{0};
        in_threads(6, [&](int number) {
            try {
                const auto people = db.model<Person>();
                for (int i = 0; i < 15; ++i) {
                    if (number % 2 == 0) {
                        people.update(f<&Person::id> == made[0].id, f<&Person::score> = f<&Person::score> + 1);
                        continue;
                    }
                    std::size_t seen = 0;
                    for (const Person& person : people.find().stream(1)) seen += person.id > 0 ? 1 : 0;
                    if (seen != 4 || people.find().limit(1).find_and_count().total != 4) ++failures;
                }
            } catch (const std::exception&) {
                ++failures;
            }
        });
        CHECK(failures == 0);
        CHECK(db.model<Person>().get(made[0].id).score == 1.5 + 45);
    });
}

TEST_CASE("a query is stopped while it runs on another thread") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const tenon::Cancellation stop;
        std::atomic<int> stopped{0};
        in_threads(4, [&](int number) {
            if (number == 0) return stop.cancel();
            try {
                for (;;) (void)db.model<Person>().find().cancelled_by(stop).count();
            } catch (const tenon::StatementCancelled&) {
                ++stopped;
            }
        });
        CHECK(stopped == 3);
    });
}
