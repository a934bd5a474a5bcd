#include <atomic>
#include <chrono>
#include <thread>

#include "support/people.hpp"
#include "support/statements.hpp"

using namespace backends;

namespace {

struct Number {
    std::int64_t id = 0;
    std::int64_t value = 0;
    std::string text{};
};

void many_numbers(const tenon::Database& db, int count) {
    db.sync<Number>();
    std::vector<Number> numbers(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) numbers[static_cast<std::size_t>(i)].value = i;
    db.model<Number>().insert_many(std::move(numbers));
}

/// Can this database read by one connection while another one is busy?
bool has_readers(const tenon::Database& db, const std::string& url) {
    return db.backend() == "sqlite" && url.find(":memory:") == std::string::npos;
}

template <class Test>
void on_each_url(Test test) {
    const TemporaryFolder folder;
    for (const std::string& url : urls(folder)) {
        CAPTURE(url);
        tenon::Options options;
        options.acquire_timeout_ms = 60'000;
        const tenon::Database db = tenon::open(url, options);
        test(db, has_readers(db, url));
    }
}

}  // namespace

TEST_CASE("a stream gives what all gives, whatever its batch") {
    on_each([](const tenon::Database& db) {
        many_numbers(db, 100);
        const auto numbers = db.model<Number>();
        const auto query = numbers.find(f<&Number::value> >= 10).order_by(f<&Number::value>.desc());
        for (const std::size_t batch : {1U, 7U, 89U, 90U, 91U, 1000U}) {
            std::int64_t expected = 99;
            for (const Number& number : query.stream(batch)) CHECK(number.value == expected--);
            CHECK(expected == 9);
        }
        for (const Number& number : numbers.find(f<&Number::value> < 0).stream()) CHECK(number.id == 0);
        CHECK_THROWS_AS((void)query.stream(0), tenon::QueryError);
        CHECK(numbers.count() == 100);
    });
}

TEST_CASE("queries without their type, projections and records have streams") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        tenon::Query<Person> query = people.find(f<&Person::active>).order_by(f<&Person::name>);
        std::string seen;
        for (Person& person : query.stream(2)) seen += std::move(person.name);
        CHECK(seen == "AdaCidDan");
        seen.clear();
        for (const std::string& name :
             people.find().order_by(f<&Person::name>.desc()).select(f<&Person::name>).stream(3))
            seen += name;
        CHECK(seen == "DanCidBobAda");
        std::int64_t cities = 0;
        for (const auto& [city, count] : people.find()
                                             .group_by(f<&Person::home, &Address::city>)
                                             .select(f<&Person::home, &Address::city>, tenon::count())
                                             .stream(1))
            cities += count;
        CHECK(cities == 4);
        auto dogs = db.define("Dog", {{"name", {.type = tenon::types::text}}});
        db.sync();
        for (const char* name : {"Rex", "Ace", "Pip"}) dogs.create({{"name", name}});
        std::atomic<std::size_t> letters{0};
        dogs.find().stream(2).each(3, [&](const tenon::Record& dog) { letters += dog["name"].as_text().size(); });
        CHECK(letters == 9);
        seen.clear();
        for (tenon::Record& dog : dogs.find().order_by("name").stream(2)) seen += dog["name"].as_text();
        CHECK(seen == "AcePipRex");
        for (int round = 0; round < 3; ++round)
            for (tenon::Record& dog : dogs.find(tenon::field("name").in({"Rex", "Pip"})).stream(1)) {
                CHECK(!dog["name"].is_empty());
                break;
            }
    });
}

TEST_CASE("a stream loads relations for each batch, by its own connection") {
    on_each([](const tenon::Database& db) {
        const auto made = four_people(db);
        const auto books = db.model<Book>();
        for (int i = 0; i < 3; ++i)
            for (const Person& person : made) books.create({.author = person.id, .title = "T" + std::to_string(i)});
        Statements statements(db);
        std::size_t seen = 0;
        for (const Person& person : db.model<Person>().find().include(f<&Person::books>).stream(2))
            seen += person.books.size();
        CHECK(seen == 12);
        CHECK(statements.count() == 3);
        seen = 0;
        db.transaction([&](tenon::Transaction& tx) {
            for (const Person& person : tx.model<Person>().find().include(f<&Person::books>).stream(3))
                seen += person.books.size();
        });
        CHECK(seen == 12);
    });
}

TEST_CASE("the connection is free after the last row, a break, an exception, a close, and when the stream goes") {
    on_each([](const tenon::Database& db) {
        many_numbers(db, 50);
        const auto numbers = db.model<Number>();
        const auto is_free = [&] { return numbers.update(tenon::everything, f<&Number::text> = "x") == 50; };
        for (const Number& number : numbers.find().stream(10))
            if (number.value == 25) break;
        CHECK(is_free());
        CHECK_THROWS_AS(
            [&] {
                for (const Number& number : numbers.find().stream(10))
                    if (number.value == 11) throw std::runtime_error("enough");
            }(),
            std::runtime_error);
        CHECK(is_free());
        {
            auto stream = numbers.find().stream(10);
            auto at = stream.begin();
            ++at;
        }
        CHECK(is_free());
        { const auto never_read = numbers.find().stream(); }
        CHECK(is_free());
        auto closed = numbers.find().stream(10);
        auto at = closed.begin();
        closed.close();
        CHECK(is_free());
        std::size_t left = 0;
        for (; at != closed.end(); ++at) ++left;
        CHECK(left == 10);
        auto ended = numbers.find().stream(25);
        std::size_t count = 0;
        for (const Number& number : ended) count += number.id > 0 ? 1 : 0;
        CHECK(count == 50);
        CHECK(is_free());
        CHECK((ended.begin() == ended.end()));
    });
}

TEST_CASE("a stream moves, and its iterator keeps its rows") {
    on_each([](const tenon::Database& db) {
        many_numbers(db, 20);
        auto first = db.model<Number>().find().order_by(f<&Number::value>).stream(4);
        auto at = first.begin();
        ++at;
        auto second = std::move(first);
        CHECK(at->value == 1);
        std::int64_t expected = 1;
        for (const Number& number : second) CHECK(number.value == expected++);
        CHECK(expected == 20);
        auto kept = db.model<Number>().find().order_by(f<&Number::value>).stream(4).begin();
        expected = 0;
        for (; kept != tenon::Stream<Number>::Iterator::End(); ++kept) CHECK(kept->value == expected++);
        CHECK(expected == 20);
        auto replaced = db.model<Number>().find().stream(4);
        (void)replaced.begin();
        replaced.close();
        replaced = db.model<Number>().find().stream(4);
        CHECK(replaced.begin()->id > 0);
    });
}

TEST_CASE("a stream outlives the handle of its database") {
    on_each([](tenon::Database db) {
        many_numbers(db, 20);
        auto stream = db.model<Number>().find().stream(4);
        db = tenon::open("memory:");
        std::size_t count = 0;
        for (const Number& number : stream) count += number.id > 0 ? 1 : 0;
        CHECK(count == 20);
    });
}

TEST_CASE("another statement on the stream's transaction is an error that names the stream") {
    on_each([](const tenon::Database& db) {
        many_numbers(db, 20);
        db.transaction([&](tenon::Transaction& tx) {
            const auto numbers = tx.at().model<Number>();
            std::size_t count = 0;
            for (const Number& number : numbers.find().stream(4)) {
                ++count;
                CHECK_THROWS_AS((void)numbers.count(), tenon::StreamOpen);
                CHECK_THROWS_AS((void)numbers.find().stream(), tenon::StreamOpen);
                CHECK_THROWS_AS(numbers.update(f<&Number::id> == number.id, f<&Number::text> = "x"), tenon::StreamOpen);
                CHECK_THROWS_AS(tx.transaction([](tenon::Transaction&) {}), tenon::StreamOpen);
                CHECK_THROWS_AS((void)numbers.insert_many({{.value = 1}, {.value = 2}}), tenon::StreamOpen);
            }
            CHECK(count == 16 + 4);
            CHECK(numbers.count() == 20);
            try {
                const auto stream = numbers.find().stream();
                (void)numbers.count();
                FAIL("it should have thrown");
            } catch (const tenon::StreamOpen& error) {
                const std::string words = error.what();
                CHECK(words.starts_with("A stream of Number, opened at stream_test.cpp:"));
                CHECK(words.find("is open on this transaction") != std::string::npos);
                CHECK(error.code() == "TN-0022");
            }
            CHECK(numbers.count() == 20);
        });
    });
}

TEST_CASE("a transaction doesn't end with a stream open on it, and a stream doesn't outlive its transaction") {
    on_each([](const tenon::Database& db) {
        many_numbers(db, 20);
        std::optional<tenon::Stream<Number>> left;
        CHECK_THROWS_AS(db.transaction([&](tenon::Transaction& tx) {
            tx.model<Number>().remove(f<&Number::value> == 0);
            left.emplace(tx.model<Number>().find().stream(4));
        }),
                        tenon::StreamOpen);
        CHECK_THROWS_AS((void)left->begin(), tenon::TransactionError);
        CHECK(db.model<Number>().count() == 20);

        std::optional<tenon::Stream<Number>::Iterator> at;
        db.transaction([&](tenon::Transaction& tx) {
            CHECK_THROWS_AS(tx.transaction([&](tenon::Transaction& inner) {
                at.emplace(inner.model<Number>().find().stream(4).begin());
                throw std::runtime_error("no");
            }),
                            std::runtime_error);
            CHECK(tx.model<Number>().count() == 20);
            for (int i = 0; i < 3; ++i) ++*at;
            CHECK_THROWS_AS(++*at, tenon::TransactionError);
        });
        left.reset();
        at.reset();
        CHECK(db.model<Number>().count() == 20);
    });
}

TEST_CASE("where there is one connection, another call of the thread is an error at once; elsewhere it runs") {
    on_each_url([](const tenon::Database& db, bool has_readers) {
        many_numbers(db, 30);
        const auto numbers = db.model<Number>();
        std::size_t count = 0;
        const auto begun = std::chrono::steady_clock::now();
        for (const Number& number : numbers.find().stream(5)) {
            ++count;
            if (has_readers) {
                // The snapshot stays: what the loop adds isn't seen by it.
                numbers.create({.value = number.value + 100});
                CHECK(numbers.count() == static_cast<std::int64_t>(30 + count));
            } else if (count <= 25) {
                CHECK_THROWS_AS((void)numbers.count(), tenon::StreamOpen);
                CHECK_THROWS_AS(numbers.create({.value = 1}), tenon::StreamOpen);
                CHECK_THROWS_AS(db.transaction([](tenon::Transaction&) {}), tenon::StreamOpen);
                CHECK_THROWS_AS((void)numbers.find().stream(), tenon::StreamOpen);
            }
        }
        CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(20));
        CHECK(count == 30);
        CHECK(numbers.count() == (has_readers ? 60 : 30));
    });
}

TEST_CASE("a thread whose streams have all reading connections is told at once") {
    const TemporaryFolder folder;
    tenon::Options options;
    options.max_readers = 2;
    const tenon::Database db = tenon::open("sqlite:" + folder.file("streams.db"), options);
    many_numbers(db, 20);
    const auto numbers = db.model<Number>();
    auto first = numbers.find().stream(4);
    auto second = numbers.find().stream(4);
    CHECK_THROWS_AS((void)numbers.count(), tenon::StreamOpen);
    numbers.create({.value = 1});
    second.close();
    CHECK(numbers.count() == 21);
    // Another thread may wait for the first one's stream.
    second = numbers.find().stream(4);
    std::int64_t counted = 0;
    std::thread other([&] { counted = numbers.count(); });
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    second.close();
    other.join();
    CHECK(counted == 21);
}

TEST_CASE("a stream may go to another thread, outside of a transaction") {
    on_each([](const tenon::Database& db) {
        many_numbers(db, 30);
        auto stream = db.model<Number>().find().stream(4);
        std::size_t count = 0;
        std::thread other([&count, taken = std::move(stream)]() mutable {
            for (const Number& number : taken) count += number.id > 0 ? 1 : 0;
        });
        other.join();
        CHECK(count == 30);
        CHECK(db.model<Number>().count() == 30);
    });
}

TEST_CASE("what fails in the midst of a stream ends it") {
    const TemporaryFolder folder;
    const tenon::Database db = tenon::open("sqlite:" + folder.file("broken.db"));
    auto things = db.define("Thing", {{"value", {.type = tenon::types::int64}}}, {.table = "things"});
    db.execute("create table things (id integer primary key, value)");
    db.execute("insert into things (value) values (1), (2), (3), ('no number'), (5)");
    auto stream = things.find().order_by("id").stream(2);
    auto at = stream.begin();
    ++at;
    CHECK_THROWS_AS(++at, tenon::CastError);
    CHECK((at == stream.end()));
    CHECK(db.execute("update things set value = 4 where value = 'no number'") == 1);
    std::int64_t sum = 0;
    for (tenon::Record& thing : things.find().stream(2)) sum += thing["value"].as_int64();
    CHECK(sum == 15);
}

TEST_CASE("each() gives every row that was not read yet once, on several threads at once") {
    on_each([](const tenon::Database& db) {
        many_numbers(db, 500);
        const auto numbers = db.model<Number>();
        for (const std::size_t threads : {1U, 2U, 5U, 64U}) {
            std::vector<std::atomic<int>> seen(500);
            auto stream = numbers.find().stream(32);
            CHECK(stream.begin()->value == 0);
            ++stream.begin();
            stream.each(threads, [&](const Number& number) { ++seen[static_cast<std::size_t>(number.value)]; });
            CHECK(seen[0] == 0);
            for (std::size_t i = 1; i < seen.size(); ++i) CHECK(seen[i] == 1);
            CHECK(numbers.count() == 500);  // the connection is back
        }
        std::atomic<int> meeting{0};  // two calls wait for each other: alone, each would wait in vain
        std::atomic<bool> have_met{false};
        numbers.find(f<&Number::value> < 2).stream().each(2, [&](const Number&) {
            ++meeting;
            const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
            while (meeting < 2 && std::chrono::steady_clock::now() < until) std::this_thread::yield();
            if (meeting == 2) have_met = true;
        });
        CHECK(have_met);
        CHECK_THROWS_AS(numbers.find().stream().each(0, [](const Number&) {}), tenon::QueryError);
    });
}

TEST_CASE("what a call of each() throws ends it, and the stream") {
    on_each([](const tenon::Database& db) {
        many_numbers(db, 500);
        const auto numbers = db.model<Number>();
        auto stream = numbers.find().stream(100);
        std::atomic<int> calls{0};
        const auto use = [&](const Number& number) {
            ++calls;
            if (number.value == 150) throw std::runtime_error("at 150");
        };
        CHECK_THROWS_WITH_AS(stream.each(3, use), "at 150", std::runtime_error);
        CHECK(calls <= 200);  // nothing of the third batch
        CHECK(numbers.count() == 500);
    });
}

TEST_CASE("calls through the Database inside each() are as those of the thread that it was called on") {
    on_each_url([](const tenon::Database& db, bool reads_beside) {
        many_numbers(db, 20);
        const auto numbers = db.model<Number>();
        std::atomic<int> read{0}, refused{0};
        const auto read_again = [&](const Number& number) {
            try {
                if (numbers.get(number.id).value == number.value) ++read;
            } catch (const tenon::StreamOpen&) {
                ++refused;
            }
        };
        numbers.find().stream().each(4, read_again);  // a stream of fewer rows than its batch is over when it has them
        CHECK(read == 20);
        read = 0;
        numbers.find().stream(5).each(4, read_again);
        CHECK(read == (reads_beside ? 20 : 0));
        CHECK(refused == (reads_beside ? 0 : 20));

        std::atomic<int> in_transaction{0};
        db.transaction([&](tenon::Transaction& tx) {
            tx.model<Number>().find().stream(5).each(4, [&](const Number& number) {
                try {
                    (void)numbers.get(number.id);
                } catch (const tenon::TransactionError&) {
                    ++in_transaction;
                }
            });
        });
        CHECK(in_transaction == 20);
    });
}

TEST_CASE("SQL of one's own has streams, of each kind of row, which keep the values that they were given") {
    const TemporaryFolder folder;
    for (const std::string& url : {std::string("sqlite::memory:"), "sqlite:" + folder.file("numbers.db")}) {
        CAPTURE(url);
        const auto db = tenon::open(url);
        many_numbers(db, 600);
        std::int64_t expected = 0;
        for (const Number& number : db.stream<Number>("select text, value, id from numbers order by id"))
            CHECK(number.value == expected++);
        CHECK(expected == 600);
        const auto named = [&] {
            const std::string text(100, 'x');
            return db.stream<std::tuple<std::string, std::int64_t>>(
                "select :text, value from numbers where value >= :least and :text <> '' order by id",
                tenon::named("least", std::int64_t{590}), tenon::named("text", text));
        };
        auto stream = named();
        expected = 590;
        for (const auto& [text, value] : stream) {
            CHECK(text == std::string(100, 'x'));
            CHECK(value == expected++);
        }
        CHECK(expected == 600);
        for (const tenon::RawRow& row : db.stream<tenon::RawRow>("select value as v from numbers where value = ?", 7))
            CHECK(row["v"].as_int64() == 7);
        std::atomic<std::int64_t> sum{0};
        db.stream<std::int64_t>("select value from numbers").each(3, [&](std::int64_t value) { sum += value; });
        CHECK(sum == 599 * 300);
        CHECK_THROWS_AS((void)db.stream<std::int64_t>("select value, id from numbers"), tenon::QueryError);
        CHECK_THROWS_AS((void)db.stream<Number>("delete from numbers returning *"), tenon::QueryError);
        CHECK_THROWS_AS((void)db.stream<Number>("select value from numbers"), tenon::QueryError);
        CHECK(db.model<Number>().count() == 600);
        db.transaction([](tenon::Transaction& tx) {
            const auto open = tx.stream<Number>("select * from numbers");
            CHECK_THROWS_WITH_AS(static_cast<void>(tx.model<Number>().count()),
                                 doctest::Contains("A stream of SQL, opened at stream_test.cpp"), tenon::StreamOpen);
        });
    }
    CHECK_THROWS_AS((void)tenon::open("memory:").stream<std::int64_t>("select 1"), tenon::Unsupported);
}
