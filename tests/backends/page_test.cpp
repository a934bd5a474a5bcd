#include <algorithm>
#include <set>

#include "support/people.hpp"
#include "support/statements.hpp"

using namespace backends;
using tenon::related;

namespace {

enum class Size { small, medium, large };

struct Inner {
    std::optional<int> depth{};
};

struct Thing {
    std::int64_t id = 0;
    std::string name{};
    std::optional<int> rank{};
    double weight = 0;
    bool is_new = false;
    Size size = Size::small;
    std::optional<Inner> inner{};
    tenon::Timestamp seen{};
    std::optional<std::string> secret{};
    std::optional<tenon::Ref<Thing>> above{};
};

void describe(tenon::Schema<Thing>& thing) {
    thing.field(f<&Thing::rank>).index();
    thing.index(f<&Thing::name>, f<&Thing::id>);
    thing.field(f<&Thing::secret>).hidden();
}

constexpr int count_of_things = 60;

void many_things(const tenon::Database& db) {
    db.sync<Thing>();
    std::vector<Thing> things;
    for (int i = 0; i < count_of_things; ++i) {
        Thing thing;
        thing.name = "n" + std::to_string(i * 7 % 5);
        if (i % 3 != 0) thing.rank = i % 7;
        thing.weight = (i % 11) * 0.1;
        thing.is_new = i % 4 == 0;
        thing.size = static_cast<Size>(i % 3);
        if (i % 2 == 0) thing.inner = Inner{i % 6 == 0 ? std::optional<int>() : i % 5};
        thing.seen = tenon::Timestamp(1'700'000'000'000'000 + i % 9 * 1'000);
        if (i % 5 != 0) thing.above = i / 3 + 1;
        things.push_back(std::move(thing));
    }
    db.model<Thing>().insert_many(std::move(things));
}

std::vector<std::int64_t> ids(const std::vector<Thing>& things) {
    std::vector<std::int64_t> all;
    for (const Thing& thing : things) all.push_back(thing.id);
    return all;
}

/// Walks through all pages forwards, then backwards: both ways give each row once, in the same order.
template <class Query>
void walk(const Query& query, std::size_t size) {
    std::vector<std::vector<std::int64_t>> pages;
    std::string cursor;
    tenon::Page<Thing> page;
    do {
        page = query.page(size, cursor);
        pages.push_back(ids(page.items));
        CHECK(page.previous.empty() == (pages.size() == 1));
        cursor = page.next;
        REQUIRE(pages.size() <= count_of_things);
    } while (!cursor.empty());
    std::vector<std::int64_t> seen;
    for (const auto& part : pages) seen.insert(seen.end(), part.begin(), part.end());
    CHECK(std::set<std::int64_t>(seen.begin(), seen.end()).size() == count_of_things);
    CHECK(seen.size() == count_of_things);
    for (std::size_t i = pages.size() - 1; i-- > 0;) {
        REQUIRE(!page.previous.empty());
        page = query.page(size, page.previous);
        CHECK(ids(page.items) == pages[i]);
        CHECK(!page.next.empty());
    }
    CHECK(page.previous.empty());
    CHECK(ids(query.page(size, page.next).items) == pages.at(1));
}

/// The same, and the order is the query's own, the key behind it.
template <class Query>
void walk_like_all(const Query& query, bool key_descends) {
    for (const std::size_t size : {std::size_t{1}, std::size_t{7}, std::size_t{59}}) walk(query, size);
    const auto all = key_descends ? query.order_by(f<&Thing::id>.desc()).all() : query.order_by(f<&Thing::id>).all();
    CHECK(ids(query.page(count_of_things).items) == ids(all));
    CHECK(query.page(count_of_things).next.empty());
}

}  // namespace

TEST_CASE("pages give each row once, forwards and backwards, whatever the order") {
    on_each([](const tenon::Database& db) {
        many_things(db);
        const auto things = db.model<Thing>().find();
        walk_like_all(things, false);
        walk_like_all(things.order_by(f<&Thing::id>.desc()), true);
        walk_like_all(things.order_by(f<&Thing::name>), false);
        walk_like_all(things.order_by(f<&Thing::name>.desc(), f<&Thing::weight>), false);
        walk_like_all(things.order_by(f<&Thing::rank>), false);
        walk_like_all(things.order_by(f<&Thing::rank>.desc()), true);
        walk_like_all(things.order_by(f<&Thing::rank>.asc_empties_last(), f<&Thing::name>.desc()), true);
        walk_like_all(things.order_by(f<&Thing::rank>.desc_empties_first()), true);
        walk_like_all(things.order_by(f<&Thing::name>, f<&Thing::rank>.desc()), true);
        walk_like_all(things.order_by(f<&Thing::is_new>, f<&Thing::weight>.desc()), true);
        walk_like_all(things.order_by(f<&Thing::size>), false);
        walk_like_all(things.order_by(f<&Thing::size>.desc(), f<&Thing::seen>), false);
        walk_like_all(things.order_by(f<&Thing::inner, &Inner::depth>), false);
        walk_like_all(things.order_by(f<&Thing::inner, &Inner::depth>.desc_empties_first(), f<&Thing::seen>.desc()),
                      true);
    });
}

TEST_CASE("pages follow an order by what references lead to, where that is empty as well") {
    on_each([](const tenon::Database& db) {
        many_things(db);
        const auto things = db.model<Thing>().find();
        const auto rank = related(f<&Thing::above>, f<&Thing::rank>);
        walk_like_all(things.order_by(rank), false);
        walk_like_all(things.order_by(rank.desc()), true);
        walk_like_all(things.order_by(rank.desc_empties_first(), f<&Thing::name>), false);
        walk_like_all(things.order_by(f<&Thing::is_new>, rank.asc_empties_last()), false);
        walk_like_all(things.order_by(related(f<&Thing::above>, f<&Thing::size>).desc(), rank), false);
        walk_like_all(things.order_by(related(f<&Thing::above>, f<&Thing::seen>),
                                      related(f<&Thing::above>, related(f<&Thing::above>, f<&Thing::weight>))),
                      false);
        const tenon::Query<Thing> erased = things.order_by(rank).include(f<&Thing::above>);
        walk(erased, 11);
        int statements = 0;
        db.on_statement([&](const tenon::StatementEvent&) { ++statements; });
        (void)things.order_by(rank).page(7);
        CHECK(statements == 4);  // the rows, and what they are ordered by, of one snapshot, which begins and ends
        db.transaction([&](tenon::Transaction& tx) { walk(tx.model<Thing>().find().order_by(rank), 20); });
    });
}

TEST_CASE("a page by a hidden field that a reference leads to is refused") {
    on_each([](const tenon::Database& db) {
        db.sync<Thing>();
        CHECK_THROWS_WITH_AS(
            (void)db.model<Thing>().find().order_by(related(f<&Thing::above>, f<&Thing::secret>)).page(3),
            "page() of Thing: `secret` is hidden, and a cursor would show its value.", tenon::QueryError);
        CHECK_THROWS_WITH_AS(
            (void)db.model<Thing>().find().order_by(related(f<&Thing::above>, f<&Thing::name>.upper())).page(3),
            doctest::Contains("a cursor holds values of fields alone"), tenon::QueryError);
    });
}

TEST_CASE("pages of records follow an order by what references lead to") {
    on_each([](const tenon::Database& db) {
        const auto people = db.define("Person", {{"name", {.type = tenon::types::text}}});
        const auto notes = db.define("Note", {{"author", {.type = tenon::types::int64, .references = "Person"}},
                                              {"text", {.type = tenon::types::text}}});
        db.sync();
        for (const char* name : {"Bob", "Ada"}) people.create({{"name", name}});
        for (int i = 0; i < 9; ++i) {
            if (i % 3 == 0)
                notes.create({{"text", "nobody's"}});
            else
                notes.create({{"author", i % 3}, {"text", "t"}});
        }
        const auto query = notes.find().order_by(tenon::related("author", tenon::field("name")));
        std::string seen, cursor;
        do {
            const auto page = query.page(4, cursor);
            for (const tenon::Record& note : page.items) seen += std::to_string(*note["id"].if_integer()) + " ";
            cursor = page.next;
        } while (!cursor.empty());
        CHECK(seen == "1 4 7 3 6 9 2 5 8 ");
    });
}

TEST_CASE("a page's rows fulfil the query's condition, and come with its relations") {
    on_each([](const tenon::Database& db) {
        const auto made = four_people(db);
        db.model<Book>().create({.author = made[0].id, .title = "A"});
        const tenon::Query<Person> query =
            db.model<Person>().find(f<&Person::active>).order_by(f<&Person::name>).include(f<&Person::books>);
        const auto first = query.page(2);
        REQUIRE(first.items.size() == 2);
        CHECK(first.items[0].books.size() == 1);
        const auto second = query.page(2, first.next);
        REQUIRE(second.items.size() == 1);
        CHECK(second.items[0].name == "Dan");
        CHECK(second.next.empty());
        // Rows that come and go elsewhere change nothing.
        db.model<Person>().remove(f<&Person::name> == "Ada");
        db.model<Person>().create({.name = "Aaa", .email = "aaa@example.com"});
        CHECK(query.page(2, first.next).items.at(0).name == "Dan");
        CHECK(query.where(f<&Person::name> == "Nobody").page(2).items.empty());
        const Statements seen(db);
        (void)db.model<Person>().find().order_by(f<&Person::name>).page(2);
        CHECK(seen.count() == 1);
    });
}

TEST_CASE("a page is searched for in the index of its order") {
    const tenon::Database db = tenon::open("sqlite::memory:");
    many_things(db);
    const auto plan_of = [&](const auto& query) {
        const std::string cursor = query.page(5).next;
        Statements statements(db);
        (void)query.page(5, cursor);
        std::string plan;
        for (const std::string& text : statements.texts()) {
            std::string filled = text;
            for (std::size_t at = filled.find('?'); at != std::string::npos; at = filled.find('?', at))
                filled.replace(at, 1, "1");
            for (const tenon::RawRow& row : db.query<tenon::RawRow>(tenon::unsafe_raw("explain query plan " + filled)))
                plan += row["detail"].as_text() + "; ";
        }
        return plan;
    };
    const auto things = db.model<Thing>().find();
    CHECK(plan_of(things).find("SEARCH t0 USING INTEGER PRIMARY KEY (rowid>?)") != std::string::npos);
    const std::string by_name = plan_of(things.order_by(f<&Thing::name>));
    CHECK(by_name.find("SEARCH t0 USING INDEX things_name_id (name>?)") != std::string::npos);
    CHECK(by_name.find("TEMP B-TREE") == std::string::npos);
    const std::string descending = plan_of(things.order_by(f<&Thing::name>.desc()));
    CHECK(descending.find("SEARCH t0 USING INDEX things_name_id (name<?)") != std::string::npos);
    CHECK(descending.find("TEMP B-TREE") == std::string::npos);
    const std::string nullable = plan_of(things.order_by(f<&Thing::rank>.desc_empties_first()));
    CHECK(nullable.find("USING INDEX things_rank") != std::string::npos);
}

TEST_CASE("a cursor that is damaged, or of another query, is an error that says so") {
    on_each([](const tenon::Database& db) {
        many_things(db);
        const auto things = db.model<Thing>().find();
        const auto query = things.order_by(f<&Thing::name>);
        const std::string cursor = query.page(5).next;
        CHECK(cursor.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") ==
              std::string::npos);
        CHECK(query.page(5, cursor).items.size() == 5);
        for (std::size_t i = 0; i < cursor.size(); ++i) {
            std::string damaged = cursor;
            damaged[i] = damaged[i] == 'A' ? 'B' : 'A';
            CHECK_THROWS_AS((void)query.page(5, damaged), tenon::CursorError);
            CHECK_THROWS_AS((void)query.page(5, cursor.substr(0, i) + (i == 0 ? "x" : "")), tenon::CursorError);
        }
        for (const char* text : {"!", "AAAA", "=", "a b", "\xff\xfe", "0", "eyJhIjoxfQ"})
            CHECK_THROWS_AS((void)query.page(5, text), tenon::CursorError);
        CHECK_THROWS_WITH_AS((void)things.order_by(f<&Thing::name>.desc()).page(5, cursor),
                             "page() of Thing: this cursor is of another query: its model or its order differs. Begin "
                             "at the first page again.",
                             tenon::CursorError);
        CHECK_THROWS_AS((void)things.page(5, cursor), tenon::CursorError);
        CHECK_THROWS_AS((void)things.order_by(f<&Thing::rank>, f<&Thing::name>).page(5, cursor), tenon::CursorError);
    });
}

TEST_CASE("what has no pages says why") {
    on_each([](const tenon::Database& db) {
        many_things(db);
        const auto things = db.model<Thing>().find();
        CHECK_THROWS_AS((void)things.page(0), tenon::QueryError);
        CHECK_THROWS_AS((void)things.limit(3).page(5), tenon::QueryError);
        CHECK_THROWS_AS((void)things.offset(3).page(5), tenon::QueryError);
        CHECK_THROWS_WITH_AS((void)things.order_by(f<&Thing::secret>).with_hidden().page(5),
                             "page() of Thing: `secret` is hidden, and a cursor would show its value.",
                             tenon::QueryError);
        CHECK_THROWS_AS((void)things.order_by(f<&Thing::name>.lower()).page(5), tenon::QueryError);
        CHECK_THROWS_WITH_AS(
            (void)(void)things.distinct_on(f<&Thing::name>).order_by(f<&Thing::name>).page(5),
            "page() of Thing: it follows distinct_on(): where a page begins would decide which row of a key is kept.",
            tenon::QueryError);
    });
}

TEST_CASE("records have pages") {
    on_each([](const tenon::Database& db) {
        auto dogs = db.define("Dog", {{"name", {.type = tenon::types::text}}, {"age", {.type = tenon::types::int64}}});
        db.sync();
        for (int i = 0; i < 7; ++i)
            dogs.create({{"name", "d" + std::to_string(i % 3)}, {"age", i == 4 ? tenon::Value() : tenon::Value(i)}});
        const auto query = dogs.find().order_by("name").order_by_descending("age");
        std::string seen, cursor;
        do {
            const tenon::Page<tenon::Record> page = query.page(2, cursor);
            for (const tenon::Record& dog : page.items) seen += dog["name"].as_text() + " ";
            cursor = page.next;
        } while (!cursor.empty());
        CHECK(seen == "d0 d0 d0 d1 d1 d2 d2 ");
    });
}
