// Queries on the rows of a query.

#include "support/books.hpp"
#include "support/messages.hpp"

using namespace backends;
using tenon::from, tenon::order_by, tenon::partition_by;

namespace from_test {

struct Written {
    std::int64_t author = 0;
    std::int64_t pages = 0;
    std::int64_t books = 0;
};

struct Placed {
    std::string title{};
    std::int64_t place = 0;
    std::optional<tenon::Ref<Person>> editor{};
};

struct Named {
    std::string name{};
    std::optional<std::int64_t> number{};
    Mood mood = Mood::calm;
};

struct When {
    tenon::Timestamp at{};
    std::optional<double> mean{};
};

using Texts = std::vector<std::string>;
using Numbers = std::vector<std::int64_t>;

auto written_by(const tenon::Model<Book>& books) {
    return books.find()
        .group_by(f<&Book::author>)
        .select<Written>(f<&Book::author>, tenon::sum(f<&Book::pages>), tenon::count());
}

}  // namespace from_test

using namespace from_test;

TEST_CASE("a query on the rows of a query filters, sorts and cuts what that one selects") {
    on_each([](const tenon::Database& db) {
        some_books(db);
        const auto books = db.model<Book>();
        const auto written = written_by(books);
        const auto all = from(written).order_by(f<&Written::pages>.desc()).all();
        REQUIRE(all.size() == 2);
        CHECK(all[0].pages == 320);
        CHECK(all[0].books == 3);
        CHECK(all[1].pages == 90);
        for (const std::int64_t least : {100, 50, 1000}) {
            const auto many = from(written).where(f<&Written::pages> > least);
            CHECK(many.count() == (least == 100 ? 1 : (least == 50 ? 2 : 0)));
            CHECK(many.exists() == (least != 1000));
            CHECK(many.all().size() == static_cast<std::size_t>(many.count()));
        }
        CHECK(from(written).order_by(f<&Written::books>).first()->books == 1);
        CHECK(from(written).where(f<&Written::books> == 3 && f<&Written::pages> != 0).one().pages == 320);
        CHECK(from(written).order_by(f<&Written::pages>).limit(1).offset(1).select(f<&Written::pages>).all() ==
              Numbers{320});
        std::int64_t pages = 0;
        for (const Written& each : from(written)) pages += each.pages;
        CHECK(pages == 410);
        CHECK(from(written).where(f<&Written::author>.in({std::int64_t{1}, std::int64_t{4}})).count() == 2);
    });
}

TEST_CASE("groups are made of groups, and conditions are on windows") {
    on_each([](const tenon::Database& db) {
        some_books(db);
        const auto books = db.model<Book>();
        CHECK(from(written_by(books)).aggregate(tenon::max(f<&Written::books>)) == 3);
        CHECK(from(written_by(books)).aggregate(tenon::avg(f<&Written::books>)) == 2.0);
        const auto per_count = from(written_by(books))
                                   .group_by(f<&Written::books> / 2)
                                   .select(tenon::sum(f<&Written::pages>), tenon::count());
        CHECK(per_count.order_by(tenon::output<0>).all() ==
              std::vector<std::tuple<std::int64_t, std::int64_t>>{{90, 1}, {320, 1}});
        CHECK(per_count.having(tenon::count() > 1).all().empty());
        CHECK(per_count.count() == 2);

        const auto placed = books.find().select<Placed>(
            f<&Book::title>,
            tenon::row_number().over(partition_by(f<&Book::author>), order_by(f<&Book::pages>.desc(), f<&Book::id>)),
            f<&Book::editor>);
        CHECK(from(placed).where(f<&Placed::place> <= 2).order_by(f<&Placed::title>).select(f<&Placed::title>).all() ==
              Texts{"Engine", "Notes", "Words"});
        CHECK(from(placed).where(f<&Placed::editor>.is_empty()).one().title == "Engine");
        CHECK(from(placed).where(!(f<&Placed::place> > 1)).count() == 2);
        CHECK(from(placed).order_by(f<&Placed::editor>, f<&Placed::title>).select(f<&Placed::title>.upper()).first() ==
              "ENGINE");
    });
}

TEST_CASE("a limit inside cuts what the query outside sees") {
    on_each([](const tenon::Database& db) {
        some_books(db);
        const auto books = db.model<Book>();
        const auto longest = books.find()
                                 .order_by(f<&Book::pages>.desc())
                                 .limit(2)
                                 .select<Placed>(f<&Book::title>, f<&Book::pages>, f<&Book::editor>);
        CHECK(from(longest).order_by(f<&Placed::title>).select(f<&Placed::title>).all() == Texts{"Engine", "Words"});
        CHECK(from(longest).aggregate(tenon::sum(f<&Placed::place>)) == 290);
        CHECK(from(longest).order_by(f<&Placed::place>).first()->title == "Words");
        CHECK(from(longest).limit(1).count() == 1);
        CHECK(from(from(longest).order_by(f<&Placed::place>).limit(1).rows()).one().title == "Words");
    });
}

TEST_CASE("the rows of set operations and of distinct rows are looked at further") {
    on_each([](const tenon::Database& db) {
        some_books(db);
        const auto people = db.model<Person>();
        const auto books = db.model<Book>();
        const auto named = people.find().select<Named>(f<&Person::name>, f<&Person::age>, f<&Person::mood>);
        const auto glad = people.find(f<&Person::mood> == Mood::glad)
                              .select<Named>(f<&Person::email>, f<&Person::id>, f<&Person::mood>);
        const auto both = from(named.union_all(glad));
        CHECK(both.count() == 5);
        CHECK(both.where(f<&Named::mood> == Mood::glad).count() == 2);
        CHECK(both.where(f<&Named::number> == std::nullopt).one().name == "Bob");
        CHECK(both.where(f<&Named::name>.starts_with("A")).one().number == 36);
        CHECK(both.order_by(f<&Named::mood>.desc(), f<&Named::name>).first()->name == "Dan");
        CHECK(both.group_by(f<&Named::mood>).select(f<&Named::mood>, tenon::count()).count() == 3);
        // What is made of them can be joined again, and stand inside another query.
        const auto old = both.where(f<&Named::number> > 60).select(f<&Named::name>);
        const auto titles = books.find(f<&Book::pages> > 150).select(f<&Book::title>);
        CHECK(old.union_with(titles).order_by(tenon::output<0>).all() == Texts{"Dan", "Engine"});
        CHECK(titles.union_with(old).count() == 2);
        CHECK(names(people.find(f<&Person::name>.in(old))) == "Dan");
        CHECK(people.count(tenon::exists(both.where(f<&Named::number> > 100))) == 0);
        CHECK(people.count(
                  f<&Person::age> ==
                  tenon::value_of(from(named).where(f<&Named::name> != "Dan").select(tenon::max(f<&Named::number>)))) ==
              1);
        const auto moods = people.find()
                               .select<Named>(f<&Person::home, &Address::city>, f<&Person::id> * 0, f<&Person::mood>)
                               .distinct();
        CHECK(from(moods).where(f<&Named::name> == "London").count() == 2);
    });
}

TEST_CASE("times keep their kind on the way through") {
    on_each([](const tenon::Database& db) {
        some_books(db);
        const auto people = db.model<Person>();
        const auto when = from(people.find().select<When>(f<&Person::created_at>, f<&Person::score>));
        const tenon::Timestamp now = tenon::Timestamp::now();
        CHECK(when.where(f<&When::at> <= now && f<&When::mean> > 1.4).count() == 2);
        CHECK(when.where(f<&When::at> > now).count() == 0);
        CHECK(when.first()->at <= now);
    });
}

TEST_CASE("rows of a query on rows come as a stream, and nested values are refused") {
    on_each([](const tenon::Database& db) {
        some_books(db);
        const auto books = db.model<Book>();
        std::int64_t pages = 0;
        for (const Written& each : from(written_by(books)).where(f<&Written::books> > 0).rows().stream(1))
            pages += each.pages;
        CHECK(pages == 410);
        struct Tagged {
            std::vector<std::string> tags{};
            std::string name{};
        };
        const auto tagged = from(db.model<Person>().find().select<Tagged>(f<&Person::tags>, f<&Person::name>));
        CHECK(message_of<tenon::QueryError>([&] {
                  (void)tagged.count();
              }).find("a query on the rows of a query takes single values") != std::string::npos);
    });
}

TEST_CASE("queries are made on the rows of a query that selects single values") {
    on_each([](const tenon::Database& db) {
        some_books(db);
        const auto books = db.model<Book>();
        const auto pages = books.find().select(f<&Book::pages>);
        constexpr auto value = f<&tenon::Single<int>::value>;
        CHECK(from(pages).where(value > 100).count() == books.find(f<&Book::pages> > 100).count());
        CHECK(from(pages).aggregate(tenon::max(value)) == books.find().max(f<&Book::pages>));
        CHECK(from(pages.distinct()).order_by(value.desc()).first()->value ==
              from(pages).order_by(value.desc()).first()->value);
        const auto editors = books.find().select(f<&Book::author>).distinct();
        CHECK(from(editors).count() == 2);
        const auto ages = db.model<Person>().find().select(f<&Person::age>);
        using Age = tenon::Single<std::optional<int>>;
        CHECK(from(ages).where(f<&Age::value>.is_empty()).one().value == std::nullopt);
        CHECK(from(ages).where(f<&Age::value> > 40).select(f<&Age::value>).order_by(tenon::output<0>).all().size() ==
              static_cast<std::size_t>(db.model<Person>().find(f<&Person::age> > 40).count()));
        const auto above = tenon::with(pages, [&](const auto& rows) {
            return rows.where(value > tenon::value_of(rows.select(tenon::avg(value))));
        });
        CHECK(above.count() == 1);
    });
}

TEST_CASE("the rows of a query are read by pages when none can be there twice") {
    on_each([](const tenon::Database& db) {
        db.sync<Book, Person>();
        const auto people = four_people(db);
        const auto books = db.model<Book>();
        for (int i = 0; i < 20; ++i)
            books.create({.author = people[static_cast<std::size_t>(i % 4)].id,
                          .title = "t" + std::to_string(i % 7),
                          .pages = i % 3 * 10});
        const auto walk = [](const auto& query) {
            std::size_t rows = 0;
            std::string cursor, last;
            do {
                last = cursor;
                const auto page = query.page(3, cursor);
                rows += page.items.size();
                cursor = page.next;
                if (!last.empty()) CHECK(!page.previous.empty());
            } while (!cursor.empty());
            return static_cast<std::int64_t>(rows);
        };
        const auto groups = from(books.find()
                                     .group_by(f<&Book::author>, f<&Book::title>)
                                     .select<Written>(f<&Book::author>, tenon::sum(f<&Book::pages>), tenon::count()));
        CHECK_THROWS_WITH_AS((void)groups.page(3), doctest::Contains("may give a row twice"), tenon::QueryError);
        const auto written = from(written_by(books));
        CHECK(walk(written) == 4);
        CHECK(walk(written.order_by(f<&Written::pages>.desc())) == 4);
        const auto titles = from(books.find().select(f<&Book::title>).distinct());
        CHECK(walk(titles.where(f<&tenon::Single<std::string>::value> != "t0")) == 6);
        CHECK(titles.page(2).items[1].value == "t1");
        CHECK_THROWS_AS((void)from(books.find().select(f<&Book::title>)).page(3), tenon::QueryError);
        const auto placed = books.find().select<Written>(f<&Book::id>, f<&Book::pages>, f<&Book::author>);
        CHECK_THROWS_AS((void)from(placed).limit(1).page(3), tenon::QueryError);
        CHECK(walk(from(placed).where(f<&Written::pages> < 20).order_by(f<&Written::pages>.desc())) ==
              books.find(f<&Book::pages> < 20).count());
    });
}
