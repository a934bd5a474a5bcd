#include <functional>
#include <thread>

#include "support/people.hpp"

using namespace backends;

TEST_CASE("a transaction is kept when its callback returns, and undone when it throws") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        const std::int64_t left = db.transaction([](tenon::Transaction& tx) {
            tx.model<Person>().remove(f<&Person::name> == "Ada");
            return tx.model<Person>().count();
        });
        CHECK(left == 3);
        CHECK(people.count() == 3);
        struct Stop {};
        CHECK_THROWS_AS(db.transaction([](tenon::Transaction& tx) {
            tx.model<Person>().remove(tenon::everything);
            throw Stop();
        }),
                        Stop);
        CHECK(people.count() == 3);
    });
}

TEST_CASE("a nested transaction is a savepoint") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        db.transaction([](tenon::Transaction& tx) {
            tx.model<Person>().remove(f<&Person::name> == "Ada");
            try {
                tx.transaction([](tenon::Transaction& inner) {
                    inner.model<Person>().remove(f<&Person::name> == "Bob");
                    inner.transaction([](tenon::Transaction& innermost) {
                        innermost.model<Person>().remove(f<&Person::name> == "Cid");
                    });
                    throw std::runtime_error("no");
                });
            } catch (const std::runtime_error&) {}
            tx.transaction([](tenon::Transaction& inner) { inner.model<Person>().remove(f<&Person::name> == "Dan"); });
        });
        CHECK(names(db.model<Person>().find().order_by(f<&Person::name>)) == "Bob Cid");
    });
}

TEST_CASE("a failed statement inside a transaction leaves the others") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        db.transaction([](tenon::Transaction& tx) {
            const auto people = tx.model<Person>();
            people.create({.name = "Eve", .email = "eve@example.com"});
            CHECK_THROWS_AS((void)people.create({.name = "Eve", .email = "eve@example.com"}), tenon::UniqueViolation);
            CHECK_THROWS_AS((void)people.insert_many(
                                {{.name = "F", .email = "f@example.com"}, {.name = "Eve", .email = "eve@example.com"}}),
                            tenon::UniqueViolation);
        });
        CHECK(db.model<Person>().count() == 5);
    });
}

TEST_CASE("a call through the Database inside its transaction is refused at once") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        const auto begun = std::chrono::steady_clock::now();
        db.transaction([&](tenon::Transaction&) {
            CHECK_THROWS_WITH_AS(
                (void)people.count(),
                "A call through the Database on a thread that is inside one of its transactions would not be "
                "part of it. Use the transaction's handle, tx.model<T>(), or db.outside() if it is meant.",
                tenon::TransactionError);
            CHECK_THROWS_AS((void)people.create({.name = "X", .email = "x@example.com"}), tenon::TransactionError);
            CHECK_THROWS_AS(db.transaction([](tenon::Transaction&) {}), tenon::TransactionError);
            CHECK_THROWS_AS(db.outside().transaction([](tenon::Transaction&) {}), tenon::TransactionError);
            CHECK_THROWS_AS(db.outside().model<Person>().remove(tenon::everything), tenon::TransactionError);
        });
        CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(2));
        CHECK(people.count() == 4);
    });
}

TEST_CASE("outside reads beside a transaction where there is a second connection") {
    const TemporaryFolder folder;
    const auto db = tenon::open("sqlite:" + folder.file("outside.db"));
    four_people(db);
    db.transaction([&](tenon::Transaction& tx) {
        tx.model<Person>().remove(tenon::everything);
        CHECK(db.outside().model<Person>().count() == 4);
    });
    const auto memory = tenon::open("memory:");
    four_people(memory);
    memory.transaction([&](tenon::Transaction&) {
        CHECK_THROWS_AS((void)memory.outside().model<Person>().count(), tenon::TransactionError);
    });
}

TEST_CASE("a transaction that is over refuses every call") {
    on_each([](const tenon::Database& db) {
        const auto made = four_people(db);
        std::optional<tenon::Model<Person>> kept;
        std::optional<tenon::Tracked<Person>> tracked;
        db.transaction([&](tenon::Transaction& tx) {
            kept.emplace(tx.model<Person>());
            tracked.emplace(kept->edit(made[0].id));
        });
        CHECK_THROWS_WITH_AS((void)kept->count(),
                             "The transaction is over: it was committed or rolled back. Begin another one.",
                             tenon::TransactionError);
        CHECK((*tracked)->name == "Ada");
        (*tracked)->age = 40;
        CHECK_THROWS_AS((void)tracked->save(), tenon::TransactionError);
    });
}

TEST_CASE("the outer handle is refused while a nested transaction is open") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        db.transaction([](tenon::Transaction& tx) {
            tx.transaction([&](tenon::Transaction& inner) {
                CHECK_THROWS_AS((void)tx.model<Person>().count(), tenon::TransactionError);
                CHECK(inner.model<Person>().count() == 4);
            });
            CHECK(tx.model<Person>().count() == 4);
        });
    });
}

TEST_CASE("a transaction belongs to its thread") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        db.transaction([&](tenon::Transaction& tx) {
            const auto people = tx.model<Person>();
            bool refused = false;
            std::thread([&] {
                try {
                    (void)people.count();
                } catch (const tenon::TransactionError&) {
                    refused = true;
                }
            }).join();
            CHECK(refused);
        });
    });
}

TEST_CASE("an exception after any of a transaction's statements undoes them all, whatever its type") {
    struct Stop {};
    const std::vector<std::function<void(const tenon::Transaction&)>> statements{
        [](const tenon::Transaction& tx) { tx.model<Person>().create({.name = "Eve", .email = "eve@example.com"}); },
        [](const tenon::Transaction& tx) { tx.model<Person>().remove(f<&Person::name> == "Ada"); },
        [](const tenon::Transaction& tx) { tx.model<Person>().update(tenon::everything, f<&Person::score> = 7); },
        [](const tenon::Transaction& tx) {
            tx.transaction([](const tenon::Transaction& inner) {
                inner.model<Person>().insert_many(
                    {{.name = "F", .email = "f@example.com"}, {.name = "G", .email = "g@example.com"}});
            });
        },
        [](const tenon::Transaction& tx) { (void)tx.model<Person>().find().all(); },
        [](const tenon::Transaction& tx) { tx.model<Person>().upsert({.name = "H", .email = "ada@example.com"}); },
    };
    on_each([&](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        const auto state = [&] {
            std::string all;
            for (const Person& person : people.find().order_by(f<&Person::id>)) all += people.to_json(person);
            return all;
        };
        const std::string before = state();
        for (std::size_t last = 0; last <= statements.size(); ++last) {
            const auto run = [&](const tenon::Transaction& tx) {
                for (std::size_t i = 0; i < last; ++i) statements[i](tx);
            };
            CAPTURE(last);
            CHECK_THROWS_AS(db.transaction([&](tenon::Transaction& tx) {
                run(tx);
                throw Stop();
            }),
                            Stop);
            CHECK(state() == before);
            CHECK_THROWS_AS(db.transaction([&](tenon::Transaction& tx) {
                run(tx);
                throw 7;
            }),
                            int);
            CHECK(state() == before);
            CHECK_THROWS_AS(db.transaction([&](tenon::Transaction& tx) {
                run(tx);
                (void)tx.model<Person>().create({.name = "X", .email = "bob@example.com"});
            }),
                            tenon::UniqueViolation);
            CHECK(state() == before);
        }
    });
}

namespace {

/// Goes down to this depth, writes a row at each, and undoes those whose depth the divisor divides, with all below them.
void nest(const tenon::Transaction& outer, int depth, int divisor) {
    if (depth == 0) return;
    try {
        outer.transaction([&](const tenon::Transaction& inner) {
            inner.model<Person>().create({.name = "N", .email = std::to_string(depth) + "@example.com"});
            nest(inner, depth - 1, divisor);
            if (depth % divisor == 0) throw depth;
        });
    } catch (int undone) {
        CHECK(undone == depth);
    }
}

}  // namespace

TEST_CASE("savepoints nest a hundred deep, and an inner failure keeps what is around it") {
    on_each([](const tenon::Database& db) {
        db.sync<Person, Book>();
        const auto people = db.model<Person>();
        db.transaction([](const tenon::Transaction& tx) { nest(tx, 100, 1000); });
        CHECK(people.count() == 100);
        people.remove(tenon::everything);
        db.transaction([](const tenon::Transaction& tx) { nest(tx, 100, 60); });
        CHECK(people.count() == 40);  // 61 to 100
        CHECK(people.count(f<&Person::email> == "60@example.com") == 0);
        CHECK(people.count(f<&Person::email> == "61@example.com") == 1);
    });
}
