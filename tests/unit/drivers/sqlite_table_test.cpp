#include <doctest/doctest.h>

#include "sqlite_rig.hpp"

using namespace tenon;
using namespace tenon::drivers;
using namespace tenon::testing;

namespace {

schema::Field field(std::string name, BaseType type, bool nullable = false) {
    schema::Field field;
    field.name = name;
    field.column = std::move(name);
    field.type.base = type;
    field.type.nullable = nullable;
    return field;
}

struct Blog {
    Blog() {
        user.name = "User";
        user.table = "users";
        user.fields = {field("id", BaseType::int64), field("email", BaseType::text),
                       field("age", BaseType::int64, true)};
        user.key = {0};
        user.key_is_assigned = true;
        user.indexes = {{"users_email", {1}, true}, {"users_age", {2}, false}};
        post.name = "Post";
        post.table = "posts";
        post.fields = {field("id", BaseType::int64), field("author_id", BaseType::int64)};
        post.key = {0};
        post.key_is_assigned = true;
        schema::Relation author;
        author.name = "author";
        author.kind = schema::RelationKind::belongs_to;
        author.target_name = "User";
        author.target = &user;
        author.local = {1};
        author.foreign = {0};
        post.relations = {author};
    }

    std::vector<std::string> sync(std::vector<const schema::Model*> models) {
        std::vector<std::string> sentences;
        for (const SchemaDifference& difference : rig.driver->create_missing(*rig.connection, models)) {
            sentences.push_back(difference.what);
        }
        return sentences;
    }
    void drop(std::vector<const schema::Model*> models) { rig.driver->drop(*rig.connection, models); }
    std::int64_t tables() { return rig.value("select count(*) from sqlite_schema where type = 'table'").as_int64(); }

    SqliteRig rig;
    schema::Model user;
    schema::Model post;
};

using Sentences = std::vector<std::string>;

}  // namespace

TEST_CASE_FIXTURE(Blog, "missing tables are made, and then nothing differs") {
    CHECK(sync({&post, &user}).empty());
    CHECK(tables() == 2);
    CHECK(sync({&post, &user}).empty());
    rig.sql("insert into users(email) values ('ada@example.com')");
    CHECK(rig.result.generated_key == 1);
    CHECK_THROWS_AS(rig.sql("insert into posts(author_id) values (9)"), ForeignKeyViolation);
    CHECK_THROWS_AS(rig.sql("insert into users(email) values ('ada@example.com')", {}, &user), UniqueViolation);
}

TEST_CASE_FIXTURE(Blog, "a table that differs is described, and nothing is changed") {
    rig.sql("create table Users(id integer primary key, email integer, extra text not null)");
    const Sentences differences = sync({&post, &user});
    CHECK(differences == Sentences{"column users.email is INTEGER, the model needs TEXT",
                                   "column users.email is nullable, the model needs it NOT NULL",
                                   "column users.age is missing",
                                   "column users.extra is NOT NULL without a default, and the model doesn't have it",
                                   "unique index users_email on users (email) is missing",
                                   "index users_age on users (age) is missing"});
    CHECK(tables() == 1);
    CHECK_FALSE(rig.connection->in_transaction());
}

TEST_CASE_FIXTURE(Blog, "an index that is not unique, or partial, doesn't stand in for a unique one") {
    rig.sql("create table users(id integer primary key, email text not null, age integer)");
    rig.sql("create index users_email on users(email)");
    rig.sql("create unique index users_some on users(email) where age > 3");
    rig.sql("create unique index users_age on users(age)");
    CHECK(sync({&user}) == Sentences{"unique index users_email on users (email) is missing"});
}

TEST_CASE_FIXTURE(Blog, "another key, and a view in the table's place, are differences") {
    rig.sql("create table users(id integer not null, email text primary key not null, age integer)");
    rig.sql("create unique index e on users(email)");
    rig.sql("create index a on users(age)");
    CHECK(sync({&user}) == Sentences{"the primary key of users is (email), the model needs (id)"});
    rig.sql("create view posts as select 1 as id");
    CHECK(sync({&post}) == Sentences{"posts is a view, the model needs a table"});
}

TEST_CASE_FIXTURE(Blog, "further columns that an insert may leave out are welcome") {
    CHECK(sync({&user}).empty());
    rig.sql("alter table users add column note text");
    rig.sql("alter table users add column score integer not null default 0");
    CHECK(sync({&user}).empty());
}

TEST_CASE_FIXTURE(Blog, "a sync inside a transaction is undone with it") {
    rig.control(Control::begin);
    CHECK(sync({&user}).empty());
    CHECK(rig.connection->in_transaction());
    rig.control(Control::rollback);
    CHECK(tables() == 0);
}

TEST_CASE_FIXTURE(Blog, "a drop takes the models' tables and no others, in any order") {
    CHECK(sync({&post, &user}).empty());
    rig.sql("create table other(a integer)");
    rig.sql("insert into users(email) values ('a')");
    rig.sql("insert into posts(author_id) values (1)");
    drop({&user, &post});
    CHECK(tables() == 1);
    CHECK(rig.value("pragma foreign_keys") == 1);
    CHECK_NOTHROW(drop({&user, &post}));
}

TEST_CASE_FIXTURE(Blog, "a table that rows of another refer to is not dropped") {
    CHECK(sync({&post, &user}).empty());
    rig.sql("insert into users(email) values ('a')");
    rig.sql("insert into posts(author_id) values (1)");
    const auto error = thrown_by<ForeignKeyViolation>([&] { drop({&user}); });
    CHECK(holds(error, "rows of posts refer to it by author_id"));
    CHECK(tables() == 2);
    CHECK(rig.value("pragma foreign_keys") == 1);
    rig.sql("delete from posts");
    CHECK_NOTHROW(drop({&user}));
    CHECK(tables() == 1);
}

TEST_CASE_FIXTURE(Blog, "models that refer to each other are made and dropped") {
    user.fields.push_back(field("best_id", BaseType::int64, true));
    schema::Relation best = post.relations.front();
    best.name = "best";
    best.target_name = "Post";
    best.target = &post;
    best.local = {3};
    user.relations = {best};
    CHECK(sync({&user, &post}).empty());
    CHECK(tables() == 2);
    rig.sql("insert into users(id, email) values (1, 'a')");
    rig.sql("insert into posts values (1, 1)");
    rig.sql("update users set best_id = 1");
    drop({&post, &user});
    CHECK(tables() == 0);
}
