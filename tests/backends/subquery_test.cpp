#include "support/people.hpp"

using namespace backends;

namespace {

void some_books(const tenon::Database& db) {
    four_people(db);
    const auto people = db.model<Person>().find().order_by(f<&Person::id>).all();
    db.model<Book>().insert_many({
        {.author = people[0].id, .editor = people[1].id, .title = "Notes", .pages = 60},
        {.author = people[0].id, .title = "Engine", .pages = 200},
        {.author = people[3].id, .editor = people[3].id, .title = "Words", .pages = 90},
    });
}

}  // namespace

TEST_CASE("in() takes the values of a query") {
    on_each([](const tenon::Database& db) {
        some_books(db);
        const auto people = db.model<Person>();
        const auto books = db.model<Book>();
        const auto found = [&](const auto& condition) {
            return names(people.find(condition).order_by(f<&Person::name>));
        };
        const auto authors = books.find(f<&Book::pages> > 80).select(f<&Book::author>);
        CHECK(found(f<&Person::id>.in(authors)) == "Ada Dan");
        CHECK(found(!f<&Person::id>.in(authors)) == "Bob Cid");
        CHECK(found(f<&Person::id>.in(books.find(f<&Book::pages> > 999).select(f<&Book::author>))) == "");
        CHECK(found(!f<&Person::id>.in(books.find(f<&Book::pages> > 999).select(f<&Book::author>))) ==
              "Ada Bob Cid Dan");
        const auto last = books.find().order_by(f<&Book::pages>).limit(1).select(f<&Book::author>);
        CHECK(found(f<&Person::id>.in(last)) == "Ada");
        CHECK(books.count(f<&Book::author>.in(people.find(f<&Person::age> == 64).select(f<&Person::id>))) == 1);
        CHECK(
            books.count(f<&Book::author>.in(people.find(f<&Person::name>.in({"Ada", "Bob"})).select(f<&Person::id>)) &&
                        f<&Book::pages> < 100) == 1);
        CHECK(people.remove(f<&Person::id>.in(people.find(f<&Person::age> == std::nullopt).select(f<&Person::id>))) ==
              1);
        CHECK(found(f<&Person::active>) == "Ada Cid Dan");
    });
}

TEST_CASE("empties on either side of a query's values are ignored") {
    on_each([](const tenon::Database& db) {
        some_books(db);
        const auto people = db.model<Person>();
        const auto books = db.model<Book>();
        const auto editors = books.find().select(f<&Book::editor>);
        CHECK(names(people.find(f<&Person::id>.in(editors)).order_by(f<&Person::name>)) == "Bob Dan");
        CHECK(names(people.find(!f<&Person::id>.in(editors)).order_by(f<&Person::name>)) == "Ada Cid");
        const auto ages = people.find(f<&Person::name> != "Dan").select(f<&Person::age>);
        CHECK(names(people.find(f<&Person::age>.in(ages)).order_by(f<&Person::name>)) == "Ada Cid");
        CHECK(names(people.find(!f<&Person::age>.in(ages)).order_by(f<&Person::name>)) == "Bob Dan");
    });
}

TEST_CASE("the values of queries are bound in their order, and lists in them have plans of their own") {
    on_each([](const tenon::Database& db) {
        some_books(db);
        const auto people = db.model<Person>();
        const auto books = db.model<Book>();
        const auto ask = [&](const std::vector<std::string>& titles, std::optional<int> age, int least) {
            const auto authors =
                books.find(f<&Book::title>.in(titles) && f<&Book::pages> >= least).select(f<&Book::author>);
            return names(people.find(f<&Person::score> < 5.0 && f<&Person::id>.in(authors) && f<&Person::age> != age)
                             .order_by(f<&Person::name>));
        };
        for (int round = 0; round < 2; ++round) {
            CHECK(ask({"Notes", "Words"}, 64, 1) == "Ada");
            CHECK(ask({"Notes", "Words"}, std::nullopt, 1) == "Ada Dan");
            CHECK(ask({"Notes", "Words"}, std::nullopt, 70) == "Dan");
            CHECK(ask({"Engine"}, 1, 1) == "Ada");
            CHECK(ask({}, 1, 1) == "");
            CHECK(ask({"a", "b", "c", "d", "e", "f", "g", "h", "Words"}, 1, 1) == "Dan");
        }
    });
}

TEST_CASE("exists and the value of a query stand in conditions and outputs") {
    on_each([](const tenon::Database& db) {
        some_books(db);
        const auto people = db.model<Person>();
        const auto books = db.model<Book>();
        const auto long_ones = books.find(f<&Book::pages> > 150);
        CHECK(people.count(tenon::exists(long_ones)) == 4);
        CHECK(people.count(!tenon::exists(long_ones)) == 0);
        CHECK(people.count(f<&Person::email> == "ada@example.com" &&
                           tenon::exists(people.find(f<&Person::name> == "Bob"))) ==
              1);  // other rows of the same model
        CHECK(people.count(tenon::exists(books.find(f<&Book::pages> > 999).select(f<&Book::title>))) == 0);
        const auto oldest = tenon::value_of(people.find().select(tenon::max(f<&Person::age>)));
        CHECK(names(people.find(f<&Person::age> == oldest)) == "Dan");
        CHECK(names(people.find(f<&Person::age> < oldest - 40)) == "Cid");
        const auto shortest = tenon::value_of(books.find().order_by(f<&Book::pages>).select(f<&Book::title>));
        CHECK(people.find().order_by(f<&Person::id>).select(f<&Person::name>, shortest).first() ==
              std::tuple<std::string, std::optional<std::string>>("Ada", "Notes"));
        const auto nobody = tenon::value_of(people.find(f<&Person::age> > 99).select(f<&Person::name>));
        CHECK(people.count(nobody == std::nullopt) == 4);
        CHECK(people.find().aggregate(tenon::sum(tenon::coalesce(f<&Person::age>, oldest, 0))) == 36 + 64 + 18 + 64);
        CHECK(people.update(f<&Person::name> == "Bob", f<&Person::age> = 1) == 1);
        const tenon::Query<Person> everybody = people.find();
        CHECK_THROWS_AS(
            everybody.update(f<&Person::score> = tenon::coalesce(
                                 tenon::value_of(people.find(f<&Person::age> > 1).select(f<&Person::score>)), 0.0)),
            tenon::QueryError);
        const auto per_author =
            books.find().group_by(f<&Book::author>).select(f<&Book::author>).having(tenon::count() > 1);
        CHECK(names(people.find(f<&Person::id>.in(per_author))) == "Ada");
    });
}

TEST_CASE("run-time models ask inside a query as well, and of their own Database only") {
    on_each([](const tenon::Database& db) {
        namespace types = tenon::types;
        using tenon::field;
        const auto makers = db.define("Maker", {{"name", {.type = types::text}}});
        const auto things = db.define("Thing", {{"maker", {.type = types::int64}}, {"size", {.type = types::int32}}});
        db.sync();
        (void)makers.create({{"name", "a"}});
        (void)makers.create({{"name", "b"}});
        (void)things.create({{"maker", 2}, {"size", 5}});
        (void)things.create({{"size", 7}});
        CHECK(makers.find(tenon::in(field("id"), things.find(field("size") < 9), "maker")).one()["name"] == "b");
        CHECK(makers.find(!tenon::in(field("id"), things.find(), "maker")).one()["name"] == "a");
        CHECK(makers.find(tenon::exists(things.find(field("size") > 9))).count() == 0);
        CHECK(
            things.find(field("size") == tenon::value_of(things.find().order_by_descending("size"), "size")).count() ==
            1);
        CHECK_THROWS_AS((void)makers.find(tenon::in(field("name"), things.find(), "size")).count(), tenon::QueryError);
        CHECK_THROWS_AS((void)makers.find(tenon::value_of(things.find().limit(3), "size") == 1).count(),
                        tenon::QueryError);
        const auto other = tenon::open("memory:");
        const auto far = other.define("Far", {{"size", {.type = types::int32}}});
        CHECK_THROWS_AS((void)makers.find(tenon::exists(far.find())).count(), tenon::QueryError);
    });
}
