#include <doctest/doctest.h>

#include "unit/drivers/memory_fixture.hpp"

using namespace tenon;
using namespace tenon::test;

TEST_CASE("memory: gives ordered, limited rows and chosen outputs") {
    MemoryDatabase db;
    db.add_user("a@x", 3);
    db.add_user("b@x", 1);
    db.add_user("c@x", 2);
    const Code code =
        join({op(Op::order_by, {named("age")}, 0, ir::descending), op(Op::limit, {value(2)}), output(named("email"))});
    CHECK(db.all(db.user, code) == Rows{{"a@x"}, {"c@x"}});
}

TEST_CASE("memory: counts, asks whether there is any, and aggregates") {
    MemoryDatabase db;
    const Code grown_up = where(op(Op::ge, {named("age"), value(18)}));
    CHECK(db.ask(db.user, ir::Verb::exists, grown_up).rows == Rows{{false}});
    db.add_user("a@x", 18);
    db.add_user("b@x", 20);
    db.add_user("c@x");
    CHECK(db.count(db.user, grown_up) == 2);
    CHECK(db.ask(db.user, ir::Verb::exists, grown_up).rows == Rows{{true}});
    CHECK(db.ask(db.user, ir::Verb::aggregate, output(op(Op::sum, {named("age")}))).rows == Rows{{38}});
}

TEST_CASE("memory: conditions see related rows") {
    MemoryDatabase db;
    const std::int64_t ada = db.add_user("a@x");
    db.add_user("b@x");
    db.add_post(ada, "one");
    const std::uint16_t posts = db.user.relations.front().member;
    const Code titled = op(Op::related_any, {equals("title", "one")}, posts);
    CHECK(db.all(db.user, join({where(titled), output(named("email"))})) == Rows{{"a@x"}});
    CHECK(db.all(db.user, join({where(all_of({equals("id", 2), not_(titled)})), output(named("email"))})) ==
          Rows{{"b@x"}});
}

TEST_CASE("memory: a list whose empties were split off still finds them") {
    MemoryDatabase db;
    db.add_user("a@x", 1);
    db.add_user("b@x");
    db.add_user("c@x", 3);
    const Code code = join({where(op(Op::in, {named("age"), list({1, Value()})})), output(named("email"))});
    CHECK(db.all(db.user, code) == Rows{{"a@x"}, {"b@x"}});
}

TEST_CASE("memory: an open result is not changed by later writes") {
    MemoryDatabase db;
    db.add_user("a@x", 1);
    db.add_user("b@x", 2);
    const auto plan = db.driver->compile(prepare(db.user, ir::Verb::all, output(named("email"))));
    Connection::Operation* operation = nullptr;
    std::span<const Cell> row;
    REQUIRE(db.connection->start(*plan, {}, std::nullopt, operation) == Status::row);
    REQUIRE(operation->fetch(row) == Status::row);
    db.update(db.user, assign("email", op(Op::concat, {named("email"), value("!")})));
    db.remove(db.user);
    CHECK(row[0].text_view() == "a@x");
    REQUIRE(operation->fetch(row) == Status::row);
    CHECK(row[0].text_view() == "b@x");
    CHECK(operation->fetch(row) == Status::done);
    CHECK(operation->fetch(row) == Status::done);
    db.connection->finish(*operation);
}

TEST_CASE("memory: names the columns that it gives") {
    MemoryDatabase db;
    const auto names = [&](const Code& code) {
        const auto plan = db.driver->compile(prepare(db.post, ir::Verb::all, code));
        Connection::Operation* operation = nullptr;
        REQUIRE(db.connection->start(*plan, {}, std::nullopt, operation) == Status::row);
        const std::vector<std::string> columns = operation->columns();
        db.connection->finish(*operation);
        return columns;
    };
    CHECK(names(Code()) == std::vector<std::string>{"id", "author_id", "title"});
    CHECK(names(join({output(named("title")), output(op(Op::length, {named("title")}), "long")})) ==
          std::vector<std::string>{"title", "long"});
}

TEST_CASE("memory: says what a plan is, and takes exactly its values") {
    MemoryDatabase db;
    const auto plan = db.driver->compile(prepare(db.user, ir::Verb::all, where(equals("id", 1))));
    CHECK(std::string(plan->text()).find("select User where") == 0);
    CHECK(plan->slots() == 1);
    CHECK_FALSE(plan->writes());
    Connection::Operation* operation = nullptr;
    CHECK(db.connection->start(*plan, {}, std::nullopt, operation) == Status::failed);
    CHECK_THROWS_AS(db.connection->throw_error(nullptr), QueryError);
    CHECK_THROWS_AS(static_cast<void>(db.driver->compile_raw("select 1", 0)), Unsupported);
}
