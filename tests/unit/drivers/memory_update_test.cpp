#include <doctest/doctest.h>

#include "unit/drivers/memory_fixture.hpp"

using namespace tenon;
using namespace tenon::test;

TEST_CASE("memory: an update counts the rows matched, changed or not") {
    MemoryDatabase db;
    db.add_user("a@x", 1);
    db.add_user("b@x", 2);
    db.add_user("c@x");
    CHECK(db.update(db.user, join({where(op(Op::ge, {named("age"), value(1)})), assign("age", 2)})) == 2);
    CHECK(db.all(db.user, output(named("age"))) == Rows{{2}, {2}, {Value()}});
    CHECK(db.update(db.user, join({where(equals("age", 99)), assign("age", 1)})) == 0);
}

TEST_CASE("memory: right sides of an update see the old row") {
    MemoryDatabase db;
    db.insert(db.user, {{"email", "a@x"}, {"nick", "ann"}});
    CHECK(db.update(db.user, join({assign("email", named("nick")), assign("nick", named("email"))})) == 1);
    CHECK(db.all(db.user, join({output(named("email")), output(named("nick"))})) == Rows{{"ann", "a@x"}});
}

TEST_CASE("memory: unique values are checked when the statement ends, so that they can move on by one") {
    MemoryDatabase db;
    schema::Model item =
        model("Item", "items", {field("id", type(BaseType::int64)), field("place", type(BaseType::int32))});
    item.indexes.push_back({"items_place_unique", {1}, true});
    db.create({&item});
    db.insert(item, {{"place", 1}});
    db.insert(item, {{"place", 2}});
    CHECK(db.update(item, assign("place", op(Op::add, {named("place"), value(1)}))) == 2);
    CHECK(db.all(item, output(named("place"))) == Rows{{2}, {3}});
    CHECK_THROWS_AS(db.update(item, assign("place", 9)), UniqueViolation);
    CHECK(db.all(item, output(named("place"))) == Rows{{2}, {3}});
    CHECK(db.all(item, join({where(equals("place", 2)), output(named("id"))})) == Rows{{1}});
}

TEST_CASE("memory: a member of a nested value is set in its place") {
    MemoryDatabase db;
    db.insert(db.user, {{"email", "a@x"}, {"address", Document{{"city", "Paris"}, {"street", "Rivoli"}}}});
    db.add_user("b@x");
    CHECK(db.update(db.user, join({assign("address.city", "London"), assign("address.street", Value())})) == 2);
    const Document moved{{"city", "London"}, {"street", Value()}};
    CHECK(db.all(db.user, output(named("address"))) == Rows{{moved}, {Value()}});
}

TEST_CASE("memory: a member that must have a value can't be emptied") {
    MemoryDatabase db;
    db.insert(db.user, {{"email", "a@x"}, {"address", Document{{"city", "Paris"}, {"street", Value()}}}});
    CHECK_THROWS_AS(db.update(db.user, assign("address.city", named("address.street"))), QueryError);
    CHECK_THROWS_AS(db.update(db.user, assign("email", named("nick"))), NotNullViolation);
}

TEST_CASE("memory: an update that fails at one row changes none") {
    MemoryDatabase db;
    db.add_user("a@x", 1);
    db.add_user("b@x", 2'147'483'647);
    CHECK_THROWS_AS(db.update(db.user, assign("age", op(Op::add, {named("age"), value(1)}))), CastError);
    CHECK(db.all(db.user, output(named("age"))) == Rows{{1}, {2'147'483'647}});
}

TEST_CASE("memory: an update may ask for related rows") {
    MemoryDatabase db;
    const std::int64_t ada = db.add_user("a@x", 1);
    db.add_user("b@x", 1);
    db.add_post(ada, "one");
    const std::uint16_t posts = db.user.relations.front().member;
    const Code has_posts = op(Op::related_any, {constant(true)}, posts);
    CHECK(db.update(db.user, join({where(has_posts), assign("age", 2)})) == 1);
    CHECK(db.all(db.user, output(named("age"))) == Rows{{2}, {1}});
}
