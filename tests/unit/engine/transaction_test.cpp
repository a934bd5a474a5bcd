// Transactions on a driver that answers what the test says: what is sent for them, and what a rollback that fails changes.
// (reliability B1, B2, B3)

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "model/state.hpp"
#include "support/scripted_driver.hpp"
#include <tenon/error.hpp>
#include <tenon/raw.hpp>
#include <tenon/transaction.hpp>

using namespace tenon;
using namespace tenon::testing;

namespace {

using Words = std::vector<std::string>;

struct Rig {
    void run(const std::function<void(Transaction&)>& callback) { Transaction::run(session, callback); }
    [[nodiscard]] Words words() const { return script->words(); }

    std::shared_ptr<Script> script = std::make_shared<Script>();
    std::shared_ptr<model::State> core =
        std::make_shared<model::State>(make_scripted_driver(script), engine::CoreOptions{}, schema::Naming{});
    engine::Session session{core};
};

struct Stop {
    int number;
};

/// The number of the Stop that leaves the transaction.
int stopped_by(Rig& rig, const std::function<void(Transaction&)>& callback) {
    try {
        rig.run(callback);
    } catch (const Stop& stop) {
        return stop.number;
    }
    return 0;
}

void nest(const Transaction& outer, int depth) {
    if (depth > 0) outer.transaction([depth](Transaction& inner) { nest(inner, depth - 1); });
}

}  // namespace

TEST_CASE("an exception is kept when the rollback fails, whether anybody listens or not") {
    for (const bool listens : {false, true}) {
        CAPTURE(listens);
        Rig rig;
        if (listens) (void)rig.core->listen([](const StatementEvent&) {});
        rig.script->steps = {done(), failed(ConnectionError("gone"), true)};
        CHECK(stopped_by(rig, [](Transaction&) { throw Stop{7}; }) == 7);
        CHECK(rig.words().at(1) == "control rollback");
        // The broken connection is not used again.
        rig.script->steps = {done(), done()};
        rig.run([](Transaction&) {});
        CHECK(rig.script->connections_opened == 2);
    }
}

TEST_CASE("a rollback that failed is sent again before the connection is used for anything else") {
    Rig rig;
    rig.script->steps = {done(), failed(QueryError("not now")), done(), done(), done()};
    CHECK(stopped_by(rig, [](Transaction&) { throw Stop{3}; }) == 3);
    rig.run([](Transaction&) {});
    CHECK(rig.words() ==
          Words{"control begin", "control rollback", "control rollback", "control begin", "control commit"});
    rig.script->steps = {done(), failed(QueryError("not now")), failed(QueryError("nor now"))};
    CHECK(stopped_by(rig, [](Transaction&) { throw Stop{4}; }) == 4);
    CHECK_THROWS_AS(rig.run([](Transaction&) {}), QueryError);  // rather than be part of the other's transaction
}

TEST_CASE("a nested rollback that fails keeps the exception, and nothing of the transaction is committed") {
    Rig rig;
    rig.script->steps = {done(), done(), failed(QueryError("no")), done()};
    CHECK_THROWS_AS(rig.run([](Transaction& tx) {
        CHECK_THROWS_AS(tx.transaction([](Transaction&) { throw Stop{5}; }), Stop);
        CHECK_THROWS_AS((void)tx.execute("update t set a = 1"), TransactionError);
    }),
                    TransactionError);
    CHECK(rig.words() ==
          Words{"control begin", "control savepoint 1", "control rollback_to_savepoint 1", "control rollback"});
}

TEST_CASE("a commit that fails is an error, and what is open is rolled back") {
    Rig rig;
    rig.script->steps = {done(), failed(QueryError("no")), done()};
    CHECK_THROWS_AS(rig.run([](Transaction&) {}), QueryError);
    CHECK(rig.words() == Words{"control begin", "control commit", "control rollback"});
}

TEST_CASE("a hundred savepoints nest, and are released in their order") {
    Rig rig;
    rig.script->steps.assign(202, done());
    rig.run([](Transaction& tx) { nest(tx, 100); });
    const Words words = rig.words();
    REQUIRE(words.size() == 202);
    for (std::size_t i = 1; i <= 100; ++i) {
        CHECK(words[i] == "control savepoint " + std::to_string(i));
        CHECK(words[201 - i] == "control release_savepoint " + std::to_string(i));
    }
    CHECK(words.back() == "control commit");
}

TEST_CASE("a handle that can't be used sends nothing") {
    Rig rig;
    const auto is_refused = [&](const Transaction& tx) {
        const std::size_t sent = rig.words().size();
        CHECK_THROWS_AS((void)tx.execute("delete from t"), TransactionError);
        CHECK_THROWS_AS(tx.transaction([](Transaction&) {}), TransactionError);
        CHECK(rig.words().size() == sent);
    };
    rig.script->steps.assign(6, done());
    std::vector<std::unique_ptr<Transaction>> kept;
    rig.run([&](Transaction& tx) {
        kept.emplace_back(new Transaction(tx.at()));
        tx.transaction([&](Transaction& inner) {
            kept.emplace_back(new Transaction(inner.at()));
            is_refused(tx);  // the inner one is open
        });
        is_refused(*kept[1]);  // the inner one is over
        std::thread([&] { is_refused(tx); }).join();
    });
    is_refused(*kept[0]);
    is_refused(*kept[1]);
    CHECK(rig.words() ==
          Words{"control begin", "control savepoint 1", "control release_savepoint 1", "control commit"});
}
