#include "support/people.hpp"

using namespace backends;

namespace {

void some_books(const tenon::Database& db) {
    four_people(db);
    const auto people = db.model<Person>().find().order_by(f<&Person::id>).all();
    db.model<Book>().insert_many({
        {.author = people[0].id, .editor = people[1].id, .title = "Notes", .pages = 60},
        {.author = people[0].id, .title = "Ada", .pages = 200},
        {.author = people[0].id, .editor = people[2].id, .title = "Dan", .pages = 60},
        {.author = people[3].id, .editor = people[3].id, .title = "Words", .pages = 90},
    });
}

struct Named {
    std::string name{};
    std::int64_t number = 0;
};

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("set operations join the rows of two queries") {
    on_each([](const tenon::Database& db) {
        some_books(db);
        const auto names = db.model<Person>().find().select(f<&Person::name>);
        const auto titles = db.model<Book>().find().select(f<&Book::title>);
        const auto sorted = [](const auto& query) { return query.order_by(tenon::output<0>).all(); };
        CHECK(sorted(names.union_with(titles)) == Texts{"Ada", "Bob", "Cid", "Dan", "Notes", "Words"});
        CHECK(sorted(names.union_all(titles)) == Texts{"Ada", "Ada", "Bob", "Cid", "Dan", "Dan", "Notes", "Words"});
        CHECK(sorted(names.intersect(titles)) == Texts{"Ada", "Dan"});
        CHECK(sorted(names.except(titles)) == Texts{"Bob", "Cid"});
        CHECK(sorted(titles.except(names)) == Texts{"Notes", "Words"});
        CHECK(names.union_with(names).count() == 4);
        CHECK(names.union_all(names).count() == 8);
        CHECK(names.intersect(titles).exists());
        CHECK_FALSE(names.except(names).exists());
        CHECK(names.except(names).all().empty());
        CHECK(names.union_with(titles).order_by(tenon::output<0>.desc()).first() == "Words");
        CHECK_THROWS_AS((void)names.union_with(titles).one(), tenon::QueryError);
    });
}

TEST_CASE("set operations go from left to right, each on all before it") {
    on_each([](const tenon::Database& db) {
        some_books(db);
        const auto people = db.model<Person>();
        const auto named = [&](std::initializer_list<std::string> names) {
            return people.find(f<&Person::name>.in(names)).select(f<&Person::name>);
        };
        const auto sorted = [](const auto& query) { return query.order_by(tenon::output<0>).all(); };
        CHECK(sorted(named({"Ada"}).union_with(named({"Bob"})).intersect(named({"Bob", "Cid"}))) == Texts{"Bob"});
        CHECK(sorted(named({"Ada"}).union_with(named({"Bob"}).intersect(named({"Cid"})))) == Texts{"Ada"});
        CHECK(sorted(named({"Ada", "Bob"}).except(named({"Ada"})).except(named({"Cid"})).union_all(named({"Bob"}))) ==
              Texts{"Bob", "Bob"});
        CHECK(sorted(named({"Ada", "Bob"}).except(named({"Ada"}).except(named({"Ada"})))) == Texts{"Ada", "Bob"});
        CHECK(sorted(named({"Ada"}).union_all(named({"Ada"})).union_with(named({"Dan"}))) == Texts{"Ada", "Dan"});
    });
}

TEST_CASE("an order and a limit belong to the query before them") {
    on_each([](const tenon::Database& db) {
        some_books(db);
        const auto people = db.model<Person>();
        const auto books = db.model<Book>();
        const auto youngest =
            people.find(f<&Person::age> > 0).order_by(f<&Person::age>).select(f<&Person::name>).limit(1);
        const auto longest = books.find().order_by(f<&Book::pages>.desc()).limit(2).select(f<&Book::title>);
        CHECK(youngest.union_all(longest).order_by(tenon::output<0>).all() == Texts{"Ada", "Cid", "Words"});
        CHECK(youngest.union_all(longest).order_by(tenon::output<0>).limit(1).offset(1).all() == Texts{"Cid"});
        CHECK(youngest.union_all(longest).order_by(tenon::output<0>.desc()).limit(2).union_with(youngest).count() == 2);
        const auto rows = people.find()
                              .select<Named>(f<&Person::name>, f<&Person::id>)
                              .union_with(books.find().select<Named>(f<&Book::title>, f<&Book::pages>))
                              .order_by(tenon::output<&Named::number>.desc(), tenon::output<0>)
                              .limit(3)
                              .all();
        REQUIRE(rows.size() == 3);
        CHECK(rows[0].name == "Ada");
        CHECK(rows[1].name == "Words");
        CHECK(rows[2].name == "Dan");
    });
}

TEST_CASE("empties count as one value, enumerations sort as declared, and groups can be joined") {
    on_each([](const tenon::Database& db) {
        some_books(db);
        const auto people = db.model<Person>();
        const auto books = db.model<Book>();
        const auto ages = people.find().select(f<&Person::age>);
        const auto old = people.find(f<&Person::age> > 40 || f<&Person::age> == std::nullopt).select(f<&Person::age>);
        using Ages = std::vector<std::optional<int>>;
        CHECK(ages.intersect(old).order_by(tenon::output<0>).all() == Ages{std::nullopt, 64});
        CHECK(ages.except(old).order_by(tenon::output<0>.desc()).all() == Ages{36, 18});
        CHECK(ages.union_with(old).order_by(tenon::output<0>.asc_empties_last()).all() ==
              Ages{18, 36, 64, std::nullopt});
        const auto moods = people.find().select(f<&Person::mood>);
        CHECK(moods.union_with(moods).order_by(tenon::output<0>.desc()).all() ==
              std::vector{Mood::angry, Mood::glad, Mood::calm});
        const auto pages = books.find().group_by(f<&Book::author>).select(tenon::sum(f<&Book::pages>));
        const auto people_count = people.find().select(tenon::count());
        CHECK(pages.union_all(people_count).order_by(tenon::output<0>).all() == std::vector<std::int64_t>{4, 90, 320});
        CHECK(pages.union_all(people_count).count() == 3);
    });
}

TEST_CASE("values are bound where they stand, and joined queries stand inside others") {
    on_each([](const tenon::Database& db) {
        some_books(db);
        const auto people = db.model<Person>();
        const auto books = db.model<Book>();
        const auto ask = [&](int age, const std::vector<std::string>& titles, std::int64_t most) {
            return people.find(f<&Person::age> > age)
                .select(f<&Person::name>)
                .union_with(books.find(f<&Book::title>.in(titles)).select(f<&Book::title>))
                .order_by(tenon::output<0>)
                .limit(most)
                .all();
        };
        for (int round = 0; round < 2; ++round) {
            CHECK(ask(40, {"Notes"}, 9) == Texts{"Dan", "Notes"});
            CHECK(ask(20, {"Notes", "Words", "Ada"}, 3) == Texts{"Ada", "Dan", "Notes"});
            CHECK(ask(99, {}, 3).empty());
        }
        const auto writers = books.find(f<&Book::pages> > 100).select(f<&Book::author>);
        const auto others = books.find(f<&Book::title> == "Words").select(f<&Book::author>);
        CHECK(names(people.find(f<&Person::id>.in(writers.union_with(others))).order_by(f<&Person::name>)) ==
              "Ada Dan");
        CHECK(people.count(tenon::exists(writers.intersect(others))) == 0);
        const auto self = people.find(f<&Person::name> == "Bob").select(f<&Person::id>);
        CHECK(people.count(f<&Person::email> == "ada@example.com" && tenon::exists(self.union_with(self))) == 1);
    });
}

TEST_CASE("an order can name an output of any query of selected values") {
    on_each([](const tenon::Database& db) {
        some_books(db);
        const auto books = db.model<Book>();
        CHECK(books.find().select(f<&Book::title>, f<&Book::pages> + 1).order_by(tenon::output<1>.desc()).first() ==
              std::tuple<std::string, std::int64_t>("Ada", 201));
        CHECK(books.find()
                  .select<Named>(f<&Book::title>, f<&Book::pages>)
                  .order_by(tenon::output<&Named::name>)
                  .all()
                  .back()
                  .name == "Words");
        CHECK_THROWS_AS((void)books.find().select(f<&Book::title>).order_by(tenon::output<1>).all(), tenon::QueryError);
        CHECK_THROWS_AS((void)books.count(tenon::output<0> == 1), tenon::QueryError);
    });
}

TEST_CASE("what is stored differently can't be joined") {
    on_each([](const tenon::Database& db) {
        some_books(db);
        const auto people = db.model<Person>();
        CHECK_THROWS_AS(
            (void)people.find().select(f<&Person::home>).union_with(people.find().select(f<&Person::home>)).all(),
            tenon::QueryError);
        const auto reals = people.find().select(tenon::cast<double>(f<&Person::id>));
        CHECK(reals.union_with(people.find().select(f<&Person::score>)).count() == 8);
    });
}
