// What can be heard of a Database.

#include <stdexcept>

#include "support/backends.hpp"

using namespace backends;
using tenon::StatementEvent;
using tenon::StatementKind;

namespace event_test {

struct Thing {
    std::int64_t id = 0;
    std::string name{};
    static void describe(auto& model) { model.unique(f<&Thing::name>); }
};

using Kinds = std::vector<StatementKind>;
using Lines = std::vector<std::string>;

}  // namespace event_test

using namespace event_test;

TEST_CASE("an event tells the connection, the error's code and no value") {
    on_each([](const tenon::Database& db) {
        db.sync<Thing>();
        std::vector<std::string> codes;
        std::vector<std::uint32_t> connections;
        db.on_statement([&](const StatementEvent& event) {
            codes.emplace_back(event.error_code);
            connections.push_back(event.connection);
            CHECK(event.failed == !event.error_code.empty());
            CHECK(tenon::format_statement(event).find("secret") == std::string::npos);
        });
        db.model<Thing>().create({.name = "secret"});
        CHECK_THROWS_AS(db.model<Thing>().create({.name = "secret"}), tenon::UniqueViolation);
        CHECK(codes == Lines{"", "TN-0003"});
        CHECK(connections.at(0) > 0);
        CHECK(connections.at(0) == connections.at(1));
    });
}

TEST_CASE("transactions tell their begin, savepoints and end") {
    on_each([](const tenon::Database& db) {
        db.sync<Thing>();
        Kinds kinds;
        db.on_statement([&](const StatementEvent& event) { kinds.push_back(event.kind); });
        db.transaction([](const tenon::Transaction& tx) {
            tx.transaction([](const tenon::Transaction& inner) { (void)inner.model<Thing>().count(); });
            CHECK_THROWS_AS(tx.transaction([](const tenon::Transaction&) { throw std::runtime_error("no"); }),
                            std::runtime_error);
        });
        CHECK(kinds == Kinds{StatementKind::begin, StatementKind::savepoint, StatementKind::statement,
                             StatementKind::release_savepoint, StatementKind::savepoint,
                             StatementKind::rollback_to_savepoint, StatementKind::commit});
        kinds.clear();
        CHECK_THROWS_AS(db.transaction([](const tenon::Transaction&) { throw std::runtime_error("no"); }),
                        std::runtime_error);
        CHECK(kinds == Kinds{StatementKind::begin, StatementKind::rollback});
        db.transaction([](const tenon::Transaction& tx) { tx.model<Thing>().create({.name = "after"}); });
        CHECK(db.model<Thing>().count() == 1);
    });
}

TEST_CASE("a listener that throws breaks neither the call nor the other listeners") {
    on_each([](const tenon::Database& db) {
        db.sync<Thing>();
        int heard = 0;
        db.on_statement([](const StatementEvent&) { throw std::runtime_error("a listener's own trouble"); });
        db.on_statement([&](const StatementEvent&) { ++heard; });
        db.transaction([](const tenon::Transaction& tx) {
            tx.model<Thing>().create({.name = "a"});
            tx.model<Thing>().insert_many({{.name = "b"}, {.name = "c"}});
        });
        CHECK(db.model<Thing>().count() == 3);
        CHECK_THROWS_AS(db.model<Thing>().create({.name = "a"}), tenon::UniqueViolation);
        CHECK(heard >= 5);
    });
}

TEST_CASE("a subscription ends when it is stopped, and not before") {
    on_each([](const tenon::Database& db) {
        db.sync<Thing>();
        int first = 0;
        int second = 0;
        tenon::Subscription subscription = db.on_statement([&](const StatementEvent&) { ++first; });
        {
            const tenon::Subscription let_go = db.on_statement([&](const StatementEvent&) { ++second; });
        }
        (void)db.model<Thing>().count();
        subscription.stop();
        subscription.stop();
        (void)db.model<Thing>().count();
        CHECK(first == 1);
        CHECK(second == 2);
    });
    tenon::Subscription of_nothing;
    of_nothing.stop();
    tenon::Subscription outlives = tenon::open("memory:").on_statement([](const StatementEvent&) {});
    outlives.stop();
}

TEST_CASE("slow statements alone reach those who ask for them") {
    on_each([](const tenon::Database& db) {
        db.sync<Thing>();
        int every = 0;
        int none = 0;
        db.on_slow_statement(std::chrono::milliseconds(0), [&](const StatementEvent&) { ++every; });
        db.on_slow_statement(std::chrono::hours(1), [&](const StatementEvent&) { ++none; });
        (void)db.model<Thing>().count();
        CHECK(every == 1);
        CHECK(none == 0);
    });
}

TEST_CASE("an event tells the line that at() stands in, and that of the user's own SQL") {
    on_each([](const tenon::Database& db) {
        db.sync<Thing>();
        std::vector<std::uint32_t> lines;
        db.on_statement([&](const StatementEvent& event) {
            lines.push_back(event.location.line());
            if (event.location.line() != 0)
                CHECK(std::string_view(event.location.file_name()).ends_with("event_test.cpp"));
        });
        const std::uint32_t here = __LINE__;
        (void)db.model<Thing>().count();
        (void)db.at().model<Thing>().count();
        db.at().transaction([](const tenon::Transaction& tx) {
            (void)tx.model<Thing>().count();
            (void)tx.at().model<Thing>().count();
        });
        CHECK(lines == std::vector<std::uint32_t>{0, here + 2, here + 3, here + 3, here + 5, here + 3});
        if (db.backend() == "memory") return;
        lines.clear();
        const std::uint32_t there = __LINE__;
        (void)db.query<int>("select 1");
        const std::string text = "select 1";
        (void)db.query<int>(tenon::unsafe_raw(text));
        CHECK(lines == std::vector<std::uint32_t>{there + 1, there + 3});
    });
}

TEST_CASE("a statement is laid out with what is known of it") {
    StatementEvent event;
    event.text = "select t0.\"id\" from \"things\" as t0 where t0.\"id\" > ?";
    event.values = 1;
    event.rows = 2;
    event.duration = std::chrono::microseconds(1234);
    event.connection = 7;
    const std::string laid_out = "select t0.\"id\"\nfrom \"things\" as t0\nwhere t0.\"id\" > ?\n";
    CHECK(tenon::format_statement(event) == laid_out + "-- 1.234 ms, 2 rows, 1 value, connection 7");
    event.failed = true;
    event.error_code = "TN-0016";
    CHECK(tenon::format_statement(event) == laid_out + "-- 1.234 ms, failed with TN-0016, 1 value, connection 7");
    StatementEvent commit;
    commit.kind = StatementKind::commit;
    commit.text = "commit";
    commit.connection = 7;
    CHECK(tenon::format_statement(commit) == "commit\n-- 0.000 ms, connection 7");
}
