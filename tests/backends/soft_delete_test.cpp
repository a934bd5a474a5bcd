// Rows that are removed softly: a time is set, and they are no rows to queries that don't ask for them.

#include "support/clock.hpp"
#include "support/messages.hpp"
#include "support/statements.hpp"

using namespace backends;
using tenon::everything;

namespace soft {

struct Post;

struct Author {
    std::int64_t id = 0;
    std::string email{};
    std::string name{};
    std::optional<tenon::Timestamp> deleted_at{};
    tenon::Timestamp created_at{}, updated_at{};
    int version = 0;
    std::optional<tenon::Ref<Author>> mentor{};
    tenon::Many<Post> posts{};
};
struct Post {
    std::int64_t id = 0;
    tenon::Ref<Author> author{};
    std::string title{};
    int likes = 0;
    std::optional<tenon::Timestamp> gone{};
};
/// Rows that link others.
struct Follow;
struct Friend {
    std::int64_t id = 0;
    std::string name{};
    std::optional<tenon::Timestamp> gone{};
    tenon::Many<Follow> follows{};
};
struct Follow {
    std::int64_t id = 0;
    tenon::Ref<Friend> who{}, whom{};
    std::optional<tenon::Timestamp> gone{};
};
/// Nothing of the library's but the time of the removal.
struct Plain {
    std::int64_t id = 0;
    std::string name{};
    std::optional<tenon::Timestamp> gone{};
};
struct Hard {
    std::int64_t id = 0;
    std::string name{};
};

void describe(tenon::Schema<Author>& author) {
    author.field(f<&Author::email>).required().unique();
    author.timestamps(f<&Author::created_at>, f<&Author::updated_at>);
    author.version(f<&Author::version>);
    author.soft_delete(f<&Author::deleted_at>);
    author.has_many(f<&Author::posts>, f<&Post::author>).on_delete(tenon::cascade);
}
void describe(tenon::Schema<Post>& post) { post.soft_delete(f<&Post::gone>); }
void describe(tenon::Schema<Friend>& person) {
    person.has_many(f<&Friend::follows>, f<&Follow::who>);
    person.soft_delete(f<&Friend::gone>);
}
void describe(tenon::Schema<Follow>& follow) { follow.soft_delete(f<&Follow::gone>); }
void describe(tenon::Schema<Plain>& plain) { plain.soft_delete(f<&Plain::gone>); }

std::vector<std::string> names(const std::vector<Author>& authors) {
    std::vector<std::string> found;
    for (const Author& author : authors) found.push_back(author.name);
    return found;
}
using Names = std::vector<std::string>;

/// Ada and Bob, living, and Eve, removed; each with two posts, the second of which is removed.
struct World {
    explicit World(const tenon::Database& database)
        : db(database),
          authors(db.model<Author>()),
          posts(db.model<Post>()) {
        db.sync<Author, Post>();
        for (const char* name : {"Ada", "Bob", "Eve"}) {
            const Author made = authors.create({.email = std::string(name) + "@x.org", .name = name});
            posts.create({.author = made.id, .title = std::string(name) + " 1", .likes = 1});
            posts.create({.author = made.id, .title = std::string(name) + " 2", .likes = 10});
        }
        posts.remove(f<&Post::likes> == 10);
        authors.remove(f<&Author::name> == "Eve");
    }
    const tenon::Database& db;
    tenon::Model<Author> authors;
    tenon::Model<Post> posts;
};

}  // namespace soft

using namespace soft;

TEST_CASE("a removal sets the time, once") {
    with_clock([](const tenon::Database& db, Clock& clock) {
        db.sync<Author, Post>();
        const auto authors = db.model<Author>();
        authors.create({.email = "a", .name = "Ada"});
        authors.create({.email = "b", .name = "Bob"});
        clock.now = at(2'000);
        CHECK(authors.remove(f<&Author::name> == "Ada") == 1);
        const Author ada = authors.find(f<&Author::name> == "Ada").with_deleted().one();
        CHECK(ada.deleted_at == at(2'000));
        CHECK(ada.updated_at == at(2'000));
        CHECK(ada.created_at == at(1'000));
        CHECK(ada.version == 2);
        clock.now = at(3'000);
        CHECK(authors.remove(f<&Author::name> == "Ada") == 0);
        CHECK(authors.find(f<&Author::name> == "Ada").with_deleted().remove() == 0);
        CHECK(authors.remove(everything) == 1);
        CHECK(authors.find(f<&Author::name> == "Ada").with_deleted().one().deleted_at == at(2'000));
        CHECK(authors.find().only_deleted().count() == 2);
        CHECK(authors.count() == 0);
    });
}

TEST_CASE("a removal leaves the time of the last change alone where that is asked for") {
    with_clock([](const tenon::Database& db, Clock& clock) {
        db.sync<Author, Post>();
        const auto authors = db.model<Author>().without_timestamps();
        const Author ada = authors.create({.email = "a", .name = "Ada", .created_at = at(1), .updated_at = at(1)});
        const Author bob = authors.create({.email = "b", .name = "Bob", .created_at = at(1), .updated_at = at(1)});
        clock.now = at(2'000);
        CHECK(authors.remove(f<&Author::name> == "Ada") == 1);
        authors.edit(bob.id).remove();
        for (const Author& author : authors.find().only_deleted()) {
            CHECK(author.deleted_at == at(2'000));
            CHECK(author.updated_at == at(1));
            CHECK(author.version == 2);
        }
        CHECK(authors.find().only_deleted().count() == 2);
        authors.restore(ada.id);
        CHECK(authors.get(ada.id).updated_at == at(1));
    });
}

TEST_CASE("each way to remove removes softly") {
    with_clock([](const tenon::Database& db, Clock& clock) {
        db.sync<Plain>();
        const auto plains = db.model<Plain>();
        const auto made = [&] { return plains.create({.name = "x"}).id; };
        const auto is_removed = [&](std::int64_t id) {
            const Plain found = plains.find(f<&Plain::id> == id).with_deleted().one();
            return !plains.find_by_key(id) && found.gone == clock.now;
        };
        clock.now = at(5'000);
        const std::int64_t by_query = made(), by_value = made(), tracked = made(), bulk = made(), first = made(),
                           rows = made(), short_for_it = made();
        CHECK(plains.find(f<&Plain::id> == by_query).remove() == 1);
        CHECK(is_removed(by_query));
        CHECK(tenon::Query<Plain>(plains.find(f<&Plain::id> == by_value)).remove() == 1);
        CHECK(is_removed(by_value));
        plains.edit(tracked).remove();
        CHECK(is_removed(tracked));
        CHECK(plains.bulk_write(tenon::Bulk<Plain>().remove(f<&Plain::id> == bulk)).removed == 1);
        CHECK(is_removed(bulk));
        const Plain given = plains.find(f<&Plain::id> == first).remove_one().value();
        CHECK(given.gone == clock.now);
        CHECK(is_removed(first));
        CHECK(plains.find(f<&Plain::id> == rows).returning().remove().at(0).gone == clock.now);
        CHECK(is_removed(rows));
        CHECK(plains.find_one_and_remove(f<&Plain::id> == short_for_it).has_value());
        CHECK(is_removed(short_for_it));
        CHECK(!plains.find_one_and_remove(f<&Plain::id> == short_for_it));
        CHECK(plains.find().remove_one() == std::nullopt);
    });
}

TEST_CASE("finders, counts and writes are on living rows, unless a query says otherwise") {
    on_each([](const tenon::Database& db) {
        const World world(db);
        const auto& authors = world.authors;
        const auto all = authors.find().order_by(f<&Author::id>);
        CHECK(names(all.all()) == Names{"Ada", "Bob"});
        CHECK(names(all.with_deleted().all()) == Names{"Ada", "Bob", "Eve"});
        CHECK(names(all.only_deleted().all()) == Names{"Eve"});
        CHECK(all.last()->name == "Bob");
        CHECK(all.with_deleted().last()->name == "Eve");
        CHECK(authors.count() == 2);
        CHECK(authors.estimated_count() == 2);
        CHECK(authors.find().with_deleted().count() == 3);
        CHECK(!authors.exists(f<&Author::name> == "Eve"));
        CHECK(authors.find(f<&Author::name> == "Eve").only_deleted().exists());
        CHECK(!authors.find_by_key(3));
        CHECK_THROWS_AS((void)authors.get(3), tenon::NotFound);
        CHECK_THROWS_AS((void)authors.edit(3), tenon::NotFound);
        CHECK_THROWS_AS((void)authors.one(f<&Author::name> == "Eve"), tenon::NotFound);
        CHECK(all.find_and_count().total == 2);
        CHECK(all.page(5).items.size() == 2);
        CHECK(all.with_deleted().page(2).items.size() == 2);
        std::size_t streamed = 0;
        for (const Author& author : all.stream()) streamed += author.name.empty() ? 0 : 1;
        CHECK(streamed == 2);
        CHECK(authors.distinct(f<&Author::name>).size() == 2);
        CHECK(authors.aggregate(tenon::max(f<&Author::id>)) == 2);
        CHECK(authors.find().with_deleted().aggregate(tenon::max(f<&Author::id>)) == 3);
        CHECK(world.posts.find().sum(f<&Post::likes>) == 3);
        CHECK(world.posts.find().with_deleted().group_by(f<&Post::author>).select(tenon::count()).all() ==
              std::vector<std::int64_t>{2, 2, 2});
        CHECK(all.edit().size() == 2);

        CHECK(authors.update(f<&Author::name> == "Eve", f<&Author::name> = "Eva") == 0);
        CHECK(authors.update(everything, f<&Author::name> = "All") == 2);
        CHECK(authors.find(f<&Author::name> == "Eve").with_deleted().update(f<&Author::name> = "Eva") == 1);
        CHECK(!authors.find(f<&Author::name> == "Eva").update_one(f<&Author::name> = "Eve"));
        CHECK(authors.find(f<&Author::name> == "Eva")
                  .with_deleted()
                  .update_one(f<&Author::name> = "Eve", tenon::before)
                  ->name == "Eva");
        CHECK(authors.find(f<&Author::id> == 3).with_deleted().one().name == "Eve");
        CHECK_THROWS_AS(authors.touch(3), tenon::NotFound);
        CHECK_THROWS_AS(authors.increment(3, f<&Author::version>), tenon::NotFound);
        CHECK(tenon::Query<Author>(authors.find()).with_deleted().count() == 3);
        CHECK(tenon::Query<Author>(authors.find()).only_deleted().count() == 1);
    });
}

TEST_CASE("relations lead to living rows") {
    on_each([](const tenon::Database& db) {
        const World world(db);
        const auto& [unused, authors, posts] = world;
        authors.update(f<&Author::name> == "Ada", f<&Author::mentor> = 3);

        const auto read = authors.find().order_by(f<&Author::id>).include(f<&Author::posts>, f<&Author::mentor>).all();
        CHECK(read.at(0).posts.size() == 1);
        CHECK(read.at(0).posts.begin()->title == "Ada 1");
        CHECK(!read.at(0).mentor->is_loaded());
        const auto with =
            authors.find(f<&Author::name> == "Ada")
                .include(f<&Author::posts>.with_deleted().order_by(f<&Post::id>), f<&Author::mentor>.with_deleted())
                .one();
        CHECK(with.posts.size() == 2);
        CHECK((*with.mentor)->name == "Eve");

        const auto titles = [&](const auto& condition) {
            std::vector<std::string> found;
            for (const Post& post : posts.find(condition).order_by(f<&Post::id>)) found.push_back(post.title);
            return found;
        };
        using tenon::related;
        CHECK(titles(f<&Post::author>.any(f<&Author::name> != "Ada")) == Names{"Bob 1"});
        CHECK(titles(f<&Post::author>.any()) == Names{"Ada 1", "Bob 1"});
        CHECK(titles(f<&Post::author>.none()) == Names{"Eve 1"});
        CHECK(titles(related(f<&Post::author>, f<&Author::name>) == "Eve").empty());
        CHECK(titles(related(f<&Post::author>, f<&Author::name>).is_empty()) == Names{"Eve 1"});
        const auto who = [&](const auto& condition) {
            return names(authors.find(condition).order_by(f<&Author::id>).all());
        };
        CHECK(who(f<&Author::posts>.any(f<&Post::likes> == 10)).empty());
        CHECK(who(f<&Author::posts>.none(f<&Post::likes> == 10)) == Names{"Ada", "Bob"});
        CHECK(who(f<&Author::posts>.all(f<&Post::likes> == 1)) == Names{"Ada", "Bob"});
        CHECK(who(f<&Author::posts>.count() == 1) == Names{"Ada", "Bob"});
        CHECK(who(f<&Author::mentor>.any()).empty());
        CHECK(authors.find().with_deleted().select(f<&Author::posts>.count()).all() ==
              std::vector<std::int64_t>{1, 1, 1});

        CHECK(who(tenon::exists(posts.find(f<&Post::likes> == 10))).empty());
        CHECK(who(tenon::exists(posts.find(f<&Post::likes> == 10).with_deleted())) == Names{"Ada", "Bob"});
        CHECK(who(f<&Author::id>.in(posts.find(f<&Post::likes> == 10).select(f<&Post::author>))).empty());
        CHECK(posts.find(f<&Post::author>.in(authors.find().only_deleted().select(f<&Author::id>))).count() == 1);

        CHECK(posts.update(f<&Post::author>.any(f<&Author::name> == "Eve"), f<&Post::likes> = 0) == 0);
        CHECK(posts.remove(f<&Post::author>.none()) == 1);
    });
}

TEST_CASE("joins, set operations and rows of queries are made of living rows") {
    on_each([](const tenon::Database& db) {
        const World world(db);
        const auto& [unused, authors, posts] = world;
        struct Line {
            std::string name{};
            std::optional<std::string> title{};
        };
        const auto lines = [](const auto& query) {
            std::vector<std::string> found;
            for (const Line& line : query.template select<Line>(f<&Author::name>, f<&Post::title>))
                found.push_back(line.name + ": " + line.title.value_or("-"));
            return found;
        };
        const auto ordered = authors.find().order_by(f<&Author::id>);
        CHECK(lines(ordered.join(f<&Author::posts>)) == Names{"Ada: Ada 1", "Bob: Bob 1"});
        CHECK(lines(ordered.only_deleted().join(f<&Author::posts>.with_deleted().order_by(f<&Post::id>))) ==
              Names{"Eve: Eve 1", "Eve: Eve 2"});
        posts.remove(f<&Post::title> == "Bob 1");
        CHECK(lines(ordered.left_join(f<&Author::posts>)) == Names{"Ada: Ada 1", "Bob: -"});

        const auto names_of = [](const auto& query) { return query.select(f<&Author::name>); };
        CHECK(names_of(authors.find()).union_all(names_of(authors.find().only_deleted())).all().size() == 3);
        CHECK(names_of(authors.find()).union_with(names_of(authors.find())).all().size() == 2);
        struct Row {
            std::string name{};
        };
        CHECK(tenon::from(authors.find().select<Row>(f<&Author::name>)).all().size() == 2);
        CHECK(tenon::from(authors.find().with_deleted().select<Row>(f<&Author::name>)).all().size() == 3);
    });
}

TEST_CASE("a restored row is as it was") {
    with_clock([](const tenon::Database& db, Clock& clock) {
        const World world(db);
        const auto& [unused, authors, posts] = world;
        clock.now = at(9'000);
        authors.restore(3);
        const Author eve = authors.get(3);
        CHECK(eve.name == "Eve");
        CHECK(!eve.deleted_at);
        CHECK(eve.updated_at == at(9'000));
        CHECK(eve.version == 3);
        CHECK_THROWS_AS(authors.restore(3), tenon::NotFound);
        CHECK_THROWS_AS(authors.restore(99), tenon::NotFound);
        CHECK(posts.find(f<&Post::author> == 1).restore() == 1);
        CHECK(posts.find(f<&Post::author> == 1).restore() == 0);
        CHECK(posts.find().only_deleted().restore() == 2);
        CHECK(posts.count() == 6);
        CHECK_THROWS_AS(tenon::Query<Post>(posts.find()).restore(), tenon::QueryError);

        auto tracked = authors.edit(1);
        tracked.remove();
        CHECK_THROWS_AS(tracked.remove(), tenon::NotFound);
        CHECK_THROWS_AS(tracked.reload(), tenon::NotFound);
        tracked->name = "lost";
        CHECK_THROWS_AS(tracked.save(), tenon::NotFound);
        tracked.restore();
        CHECK(tracked->name == "Ada");
        CHECK(tracked->version == 3);
        tracked->name = "Ada again";
        CHECK(tracked.save());
        CHECK(authors.get(1).name == "Ada again");
        CHECK_THROWS_AS(tracked.restore(), tenon::NotFound);
    });
}

TEST_CASE("a purge takes rows out of the table, and what refers to them") {
    on_each([](const tenon::Database& db) {
        const World world(db);
        const auto& [unused, authors, posts] = world;
        CHECK(authors.find(f<&Author::name> == "Eve").purge() == 0);
        CHECK(authors.find(f<&Author::name> == "Eve").with_deleted().purge() == 1);
        CHECK(authors.find().with_deleted().count() == 2);
        CHECK(posts.find().with_deleted().count() == 4);
        authors.purge(1);
        CHECK_THROWS_AS(authors.purge(1), tenon::NotFound);
        authors.remove(f<&Author::id> == 2);
        authors.purge(2);
        CHECK(!authors.find().with_deleted().exists());
        CHECK(posts.find(f<&Post::likes> > 0).with_deleted().purge() == 0);

        CHECK(posts.find().only_deleted().purge() == 0);
        CHECK_THROWS_AS(tenon::Query<Post>(posts.find()).with_deleted().purge(), tenon::QueryError);

        const Author made = authors.create({.email = "z", .name = "Zoe"});
        auto tracked = authors.edit(made.id);
        tracked.purge();
        CHECK(!authors.find().with_deleted().exists());
        CHECK_THROWS_AS(tracked.purge(), tenon::NotFound);
        auto stale = authors.edit(authors.create({.email = "y", .name = "Yan"}).id);
        stale.remove();
        CHECK_THROWS_AS(stale.purge(), tenon::StaleObject);
    });
}

TEST_CASE("what a parent's soft removal leaves: its children, whole") {
    on_each([](const tenon::Database& db) {
        const World world(db);
        const auto& [unused, authors, posts] = world;
        CHECK(posts.count(f<&Post::author> == 3) == 1);  // though on_delete is cascade, which is for purges
        authors.restore(3);
        CHECK(authors.find(f<&Author::id> == 3).include(f<&Author::posts>).one().posts.size() == 1);
    });
}

TEST_CASE("an object that was read with its time is written where it is") {
    on_each([](const tenon::Database& db) {
        const World world(db);
        const auto& authors = world.authors;
        auto eve = std::move(authors.find(f<&Author::name> == "Eve").with_deleted().edit().at(0));
        eve->name = "Eva";
        CHECK(eve.save());
        eve.reload();
        CHECK(eve->name == "Eva");
        CHECK(eve->version == 3);
        CHECK_THROWS_AS(eve.remove(), tenon::NotFound);
        Author value = *eve;
        value.name = "Evi";
        value = authors.save(value);
        eve->name = "late";
        CHECK_THROWS_AS(eve.save(), tenon::StaleObject);
        value.deleted_at.reset();  // by a value, it is looked for as it says
        CHECK_THROWS_AS(authors.save(value), tenon::NotFound);
        eve.reload();
        eve->deleted_at.reset();
        CHECK(eve.save());
        CHECK(authors.get(3).name == "Evi");
    });
}

TEST_CASE("unique values of removed rows are free") {
    on_each([](const tenon::Database& db) {
        const World world(db);
        const auto& authors = world.authors;
        const Author eve = authors.create({.email = "Eve@x.org", .name = "Another Eve"});
        CHECK_THROWS_AS(authors.create({.email = "Eve@x.org", .name = "Third"}), tenon::UniqueViolation);
        CHECK_THROWS_AS(authors.restore(3), tenon::UniqueViolation);
        authors.remove(f<&Author::id> == eve.id);
        authors.restore(3);
        CHECK(authors.find(f<&Author::email> == "Eve@x.org").with_deleted().count() == 2);
        CHECK(authors.find(f<&Author::email> == "Eve@x.org").one().id == 3);
        CHECK_THROWS_AS(authors.create({.id = eve.id, .email = "new", .name = "Same key"}), tenon::UniqueViolation);
        const Author was = authors.create({.email = "Eve@x.org", .name = "Old", .deleted_at = at(1)});
        CHECK(!authors.find_by_key(was.id));
        CHECK(db.check<Author>().empty());
    });
}

TEST_CASE("upserts meet living rows by unique values, and by the key any: it is living then") {
    on_each([](const tenon::Database& db) {
        const World world(db);
        const auto& authors = world.authors;
        const Author fresh = authors.upsert({.email = "Eve@x.org", .name = "New"}, f<&Author::email>);
        CHECK(fresh.id > 3);
        CHECK(fresh.version == 1);
        CHECK(authors.upsert({.email = "Eve@x.org", .name = "Newer"}).id == fresh.id);
        CHECK(authors.find(f<&Author::email> == "Eve@x.org").with_deleted().count() == 2);
        CHECK(!authors.upsert({.email = "Eve@x.org"}, tenon::on_conflict(f<&Author::email>).do_nothing()));
        authors.remove(f<&Author::id> == fresh.id);
        CHECK(authors.upsert({.email = "Eve@x.org"}, tenon::on_conflict(f<&Author::email>).do_nothing())->id >
              fresh.id);

        const Author back = authors.upsert({.id = 3, .email = "e", .name = "Back"});
        CHECK(back.id == 3);
        CHECK(authors.get(3).name == "Back");
        authors.remove(f<&Author::id> == 3);
        CHECK(authors
                  .upsert({.id = 3, .email = "other", .name = "Back again"},
                          tenon::on_conflict(f<&Author::id>).update_only(f<&Author::name>))
                  .email == "e");
        CHECK(authors.get(3).name == "Back again");
        authors.remove(f<&Author::id> == 3);
        CHECK(!authors.upsert({.id = 3, .email = "e"}, tenon::on_conflict(f<&Author::id>).do_nothing()));
        CHECK(!authors.find_by_key(3));
        CHECK(authors.insert_many({{.email = "e", .name = "E"}, {.id = 3, .email = "3"}}, tenon::ignore_duplicates)
                  .size() == 1);

        CHECK(authors.find_or_create(f<&Author::email> == "Bob@x.org").object.id == 2);
        authors.remove(f<&Author::id> == 2);
        const auto other = authors.find_or_create(f<&Author::email> == "Bob@x.org", {.name = "Bobby"});
        CHECK(other.is_new);
        CHECK(other.object.id != 2);
        CHECK_THROWS_AS(authors.find_or_create(f<&Author::id> == 2, {.email = "q"}), tenon::UniqueViolation);
        CHECK(authors.find(f<&Author::id> == 2).with_deleted().replace_one({.email = "r", .name = "R"})->name == "R");
        CHECK(authors.get(2).name == "R");
    });
}

TEST_CASE("trees are walked through living rows") {
    on_each([](const tenon::Database& db) {
        db.sync<Author, Post>();
        const auto authors = db.model<Author>();
        for (int i = 1; i <= 5; ++i) {
            Author author{.email = std::to_string(i), .name = std::to_string(i)};
            if (i > 1) author.mentor = i - 1;
            authors.create(author);
        }
        authors.remove(f<&Author::id> == 3);
        const auto found = [](const auto& query) { return names(query.order_by(f<&Author::id>).all()); };
        const auto first = authors.find(f<&Author::id> == 1);
        const auto last = authors.find(f<&Author::id> == 5);
        CHECK(found(first.descend(f<&Author::mentor>)) == Names{"1", "2"});
        CHECK(found(first.descend(f<&Author::mentor>, 9)) == Names{"1", "2"});
        CHECK(found(first.descend(f<&Author::mentor>).with_deleted()) == Names{"1", "2", "3", "4", "5"});
        CHECK(found(last.ascend(f<&Author::mentor>)) == Names{"4", "5"});
        CHECK(found(last.ascend(f<&Author::mentor>, 9)) == Names{"4", "5"});
        CHECK(found(authors.find(f<&Author::id> == 3).descend(f<&Author::mentor>)).empty());
        CHECK(first.descend(f<&Author::mentor>).count() == 2);
    });
}

TEST_CASE("links are gone along while they and what they lead to are living") {
    on_each([](const tenon::Database& db) {
        db.sync<Friend, Follow>();
        const auto friends = db.model<Friend>();
        const auto follows = db.model<Follow>();
        for (const char* name : {"1", "2", "3", "4", "5"}) friends.create({.name = name});
        for (const auto& [who, whom] : {std::pair(1, 2), std::pair(2, 3), std::pair(3, 4), std::pair(1, 5)})
            follows.create({.who = who, .whom = whom});
        const auto found = [&](const auto& query) {
            Names all;
            for (const Friend& one : query.order_by(f<&Friend::id>)) all.push_back(one.name);
            return all;
        };
        const auto of_first = friends.find(f<&Friend::id> == 1).descend(f<&Friend::follows>, f<&Follow::whom>);
        const auto near = friends.find(f<&Friend::id> == 1).descend(f<&Friend::follows>, f<&Follow::whom>, 2);
        CHECK(found(of_first) == Names{"1", "2", "3", "4", "5"});
        follows.remove(f<&Follow::whom> == 5);
        CHECK(found(of_first) == Names{"1", "2", "3", "4"});
        CHECK(found(near) == Names{"1", "2", "3"});
        friends.remove(f<&Friend::id> == 3);
        CHECK(found(of_first) == Names{"1", "2"});
        CHECK(found(near) == Names{"1", "2"});
        CHECK(found(of_first.with_deleted()) == Names{"1", "2", "3", "4"});
        CHECK(found(near.with_deleted()) == Names{"1", "2", "3"});
    });
}

TEST_CASE("what has no soft removal refuses to speak of one") {
    on_each([](const tenon::Database& db) {
        db.sync<Hard, Plain>();
        const auto hards = db.model<Hard>();
        hards.create({.name = "x"});
        CHECK(message_of<tenon::QueryError>([&] { (void)hards.find().with_deleted().all(); }) ==
              "Hard: with_deleted() and only_deleted() are for models with soft_delete(…), and this one deletes its "
              "rows");
        CHECK_THROWS_AS((void)hards.find().only_deleted().count(), tenon::QueryError);
        CHECK_THROWS_AS(hards.find(f<&Hard::id> == 1).restore(), tenon::QueryError);
        CHECK(
            message_of<tenon::QueryError>([&] { hards.find(f<&Hard::id> == 1).purge(); }) ==
            "purge() of Hard is for models with soft_delete(…), and this one deletes its rows when they are removed.");
        CHECK_THROWS_AS(hards.restore(1), tenon::QueryError);
        CHECK_THROWS_AS(hards.purge(1), tenon::QueryError);
        CHECK_THROWS_AS(hards.edit(1).purge(), tenon::QueryError);
        CHECK(hards.remove(everything) == 1);
        CHECK(message_of<tenon::QueryError>([&] {
                  db.model<Plain>().find(f<&Plain::id> == 1).only_deleted().remove();
              }) == "remove() of Plain: only_deleted() gives rows that are removed already. Say purge() to take them "
                    "out of the "
                    "table, or restore().");
    });
}

TEST_CASE("a removal is one statement, and raw SQL sees every row") {
    on_each([](const tenon::Database& db) {
        db.sync<Plain>();
        const auto plains = db.model<Plain>();
        const Plain made = plains.create({.name = "x"});
        const Statements statements(db);
        plains.edit(made.id).remove();
        CHECK(statements.count() == 2);
        plains.restore(made.id);
        CHECK(statements.count() == 3);
        CHECK(plains.remove(f<&Plain::name> == "x") == 1);
        CHECK(statements.count() == 4);
        if (db.backend() == "memory") return;
        CHECK(db.query<std::int64_t>("select count(*) from plains") == std::vector<std::int64_t>{1});
        const std::string plan = plains.find(f<&Plain::name> == "x").to_sql();
        CHECK(plan.ends_with("is null"));
    });
}
