#include <doctest/doctest.h>

#include "unit/drivers/memory_fixture.hpp"

using namespace tenon;
using namespace tenon::test;

namespace {

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("memory: a second row with a unique value is refused by name") {
    MemoryDatabase db;
    db.add_user("a@x");
    try {
        db.add_user("a@x");
        FAIL("was stored");
    } catch (const UniqueViolation& error) {
        CHECK(error.model() == "User");
        CHECK(error.fields() == Names{"email"});
        CHECK(error.constraint() == "users_email_unique");
        CHECK(std::string(error.what()).find("a@x") == std::string::npos);
    }
    CHECK(db.count(db.user) == 1);
}

TEST_CASE("memory: keys are unique") {
    MemoryDatabase db;
    db.insert(db.user, {{"id", 7}, {"email", "a@x"}});
    try {
        db.insert(db.user, {{"id", 7}, {"email", "b@x"}});
        FAIL("was stored");
    } catch (const UniqueViolation& error) {
        CHECK(error.fields() == Names{"id"});
        CHECK(error.constraint() == "primary key");
    }
}

TEST_CASE("memory: unique ignores rows where a member is empty") {
    MemoryDatabase db;
    db.add_user("a@x");
    db.add_user("b@x");
    CHECK(db.count(db.user, where(equals("nick", Value()))) == 2);
}

TEST_CASE("memory: a composite unique index compares all of its fields") {
    MemoryDatabase db;
    schema::Model seat = model("Seat", "seats",
                               {field("id", type(BaseType::int64)), field("hall", type(BaseType::text)),
                                field("number", type(BaseType::int32, true))});
    seat.indexes.push_back({"seats_hall_number", {1, 2}, true});
    db.create({&seat});
    db.insert(seat, {{"hall", "A"}, {"number", 1}});
    db.insert(seat, {{"hall", "A"}, {"number", 2}});
    db.insert(seat, {{"hall", "A"}});
    db.insert(seat, {{"hall", "A"}});
    CHECK_THROWS_AS(db.insert(seat, {{"hall", "A"}, {"number", 1}}), UniqueViolation);
    CHECK(db.count(seat) == 4);
}

TEST_CASE("memory: a field that must have a value can't be left out") {
    MemoryDatabase db;
    try {
        db.insert(db.user, {{"age", 3}});
        FAIL("was stored");
    } catch (const NotNullViolation& error) {
        CHECK(error.model() == "User");
        CHECK(error.fields() == Names{"email"});
        CHECK(error.constraint() == "users.email");
    }
}

TEST_CASE("memory: a reference to a missing row is refused") {
    MemoryDatabase db;
    const std::int64_t ada = db.add_user("a@x");
    db.add_post(ada, "first");
    db.add_post(Value(), "by nobody");
    try {
        db.add_post(99, "lost");
        FAIL("was stored");
    } catch (const ForeignKeyViolation& error) {
        CHECK(error.model() == "Post");
        CHECK(error.fields() == Names{"author_id"});
        CHECK(error.constraint() == "posts_author_id_fkey");
    }
    CHECK_THROWS_AS(db.update(db.post, assign("author_id", 99)), ForeignKeyViolation);
    CHECK(db.all(db.post, output(named("author_id"))) == Rows{{ada}, {Value()}});
}

TEST_CASE("memory: a row that is referred to can't be deleted, nor its key changed") {
    MemoryDatabase db;
    const std::int64_t ada = db.add_user("a@x");
    db.add_user("b@x");
    db.add_post(ada, "first");
    CHECK_THROWS_AS(db.remove(db.user), ForeignKeyViolation);
    CHECK(db.count(db.user) == 2);
    CHECK_THROWS_AS(db.update(db.user, join({where(equals("id", ada)), assign("id", 100)})), ForeignKeyViolation);
    CHECK(db.update(db.user, join({where(equals("email", "b@x")), assign("id", 100)})) == 1);
    CHECK(db.update(db.user, join({where(equals("id", ada)), assign("age", 36)})) == 1);
}

TEST_CASE("memory: deletes follow references by cascade, and count the rows matched") {
    MemoryDatabase db(schema::OnDelete::cascade);
    const std::int64_t ada = db.add_user("a@x");
    const std::int64_t bob = db.add_user("b@x");
    db.add_post(ada, "one");
    db.add_post(ada, "two");
    db.add_post(bob, "three");
    CHECK(db.remove(db.user, where(equals("id", ada))) == 1);
    CHECK(db.all(db.post, output(named("title"))) == Rows{{"three"}});
}

TEST_CASE("memory: deletes empty references that are set to null") {
    MemoryDatabase db(schema::OnDelete::set_null);
    const std::int64_t ada = db.add_user("a@x");
    db.add_post(ada, "one");
    CHECK(db.remove(db.user) == 1);
    CHECK(db.all(db.post, output(named("author_id"))) == Rows{{Value()}});
}

TEST_CASE("memory: what a delete does may be said on the side that has many") {
    MemoryDatabase db;
    schema::Model owner = model("Owner", "owners", {field("id", type(BaseType::int64))});
    schema::Model pet =
        model("Pet", "pets", {field("id", type(BaseType::int64)), field("owner_id", type(BaseType::int64))});
    relate(owner, "pets", schema::RelationKind::has_many, pet, 0, 1);
    owner.relations.front().on_delete = schema::OnDelete::cascade;
    relate(pet, "owner", schema::RelationKind::belongs_to, owner, 1, 0);
    db.create({&owner, &pet});
    db.insert(owner, {});
    db.insert(pet, {{"owner_id", 1}});
    CHECK(db.remove(owner) == 1);
    CHECK(db.count(pet) == 0);
}

TEST_CASE("memory: a tree that refers to itself is deleted whole") {
    for (const schema::OnDelete on_delete : {schema::OnDelete::restrict, schema::OnDelete::cascade}) {
        MemoryDatabase db;
        schema::Model node = model(
            "Node", "nodes", {field("id", type(BaseType::int64)), field("parent_id", type(BaseType::int64, true))});
        relate(node, "parent", schema::RelationKind::belongs_to, node, 1, 0);
        node.relations.front().on_delete = on_delete;
        db.create({&node});
        db.insert(node, {{"id", 1}, {"parent_id", 1}});
        db.insert(node, {{"id", 2}, {"parent_id", 1}});
        db.insert(node, {{"id", 3}, {"parent_id", 2}});
        CHECK(db.remove(node) == 3);
        CHECK(db.count(node) == 0);
    }
}

TEST_CASE("memory: a cascade that meets a restricted row takes everything back") {
    MemoryDatabase db(schema::OnDelete::cascade);
    schema::Model note =
        model("Note", "notes", {field("id", type(BaseType::int64)), field("post_id", type(BaseType::int64))});
    relate(note, "post", schema::RelationKind::belongs_to, db.post, 1, 0);
    db.create({&note});
    db.add_post(db.add_user("a@x"), "one");
    db.insert(note, {{"post_id", 1}});
    try {
        db.remove(db.user);
        FAIL("was deleted");
    } catch (const ForeignKeyViolation& error) {
        CHECK(error.model() == "Post");
        CHECK(error.constraint() == "notes_post_id_fkey");
    }
    CHECK(db.count(db.user) == 1);
    CHECK(db.count(db.post) == 1);
}
