#include "support/books.hpp"

using namespace backends;

TEST_CASE("first and last of a group are those of its first and last row in an order") {
    on_each([](const tenon::Database& db) {
        some_books(db);
        const auto books = db.model<Book>();
        const auto pages = tenon::first(f<&Book::pages>).order_by(f<&Book::title>.desc());
        const auto rows = books.find()
                              .group_by(f<&Book::author>)
                              .select(f<&Book::author>, tenon::first(f<&Book::title>).order_by(f<&Book::title>),
                                      tenon::last(f<&Book::title>).order_by(f<&Book::pages>, f<&Book::title>), pages)
                              .order_by(f<&Book::author>)
                              .all();
        REQUIRE(rows.size() == 2);
        CHECK(std::get<1>(rows[0]) == "Engine");
        CHECK(std::get<2>(rows[0]) == "Engine");
        CHECK(std::get<3>(rows[0]) == 60);
        CHECK(std::get<1>(rows[1]) == "Words");
        CHECK(std::get<3>(rows[1]) == 90);
        const auto least = [&](auto order) {
            return books.find().aggregate(tenon::first(f<&Book::title>).order_by(order, f<&Book::title>));
        };
        CHECK(least(f<&Book::editor>) == "Engine");
        CHECK(least(f<&Book::editor>.asc_empties_last()) == "Notes");
        CHECK(least(f<&Book::editor>.desc_empties_first()) == "Engine");
        CHECK(books.find().aggregate(tenon::last(f<&Book::title>).order_by(f<&Book::editor>.asc_empties_last())) ==
              "Engine");
    });
}

TEST_CASE("first of an empty is empty, and so is first of no row") {
    on_each([](const tenon::Database& db) {
        some_books(db);
        const auto books = db.model<Book>();
        const auto editor = tenon::first(f<&Book::editor>).order_by(f<&Book::title>);
        CHECK(!books.find().aggregate(editor).has_value());
        CHECK(books.find(f<&Book::title> > "F").aggregate(editor).has_value());
        CHECK(!books.find(f<&Book::pages> > 999).aggregate(editor).has_value());
        CHECK(books.find(f<&Book::pages> > 999)
                  .aggregate(tenon::push(f<&Book::title>).order_by(f<&Book::title>))
                  .empty());
    });
}

TEST_CASE("push gives the values that are there, in the order") {
    on_each([](const tenon::Database& db) {
        some_books(db);
        const auto books = db.model<Book>();
        using Texts = std::vector<std::string>;
        const auto titles = tenon::push(f<&Book::title>).order_by(f<&Book::pages>.desc(), f<&Book::title>);
        CHECK(books.find().aggregate(titles) == Texts{"Engine", "Words", "Letters", "Notes"});
        const auto by_author =
            books.find().group_by(f<&Book::author>).select(titles).order_by(tenon::count().desc()).all();
        CHECK(by_author == std::vector<Texts>{{"Engine", "Letters", "Notes"}, {"Words"}});
        const auto editors = books.find().aggregate(tenon::push(f<&Book::editor>).order_by(f<&Book::title>));
        REQUIRE(editors.size() == 3);
        CHECK(editors[0].key() + 1 == editors[2].key());
        const auto people = db.model<Person>();
        CHECK(people.find().aggregate(tenon::push(f<&Person::mood>).order_by(f<&Person::mood>, f<&Person::name>)) ==
              std::vector{Mood::calm, Mood::calm, Mood::glad, Mood::angry});
        CHECK(people.find().aggregate(tenon::push(f<&Person::score>).order_by(f<&Person::score>)) ==
              std::vector{-1.0, 0.0, 1.5, 2.5});
        CHECK(people.find().aggregate(tenon::push(f<&Person::age> + 1).order_by(f<&Person::name>.desc())) ==
              std::vector<std::int64_t>{65, 19, 37});
        const auto times = people.find().aggregate(tenon::push(f<&Person::created_at>).order_by(f<&Person::id>));
        CHECK(times.size() == 4);
        CHECK(times[0] == people.find().order_by(f<&Person::id>).first()->created_at);
    });
}

TEST_CASE("large integers and text of any kind come back from push") {
    on_each([](const tenon::Database& db) {
        some_books(db);
        const auto people = db.model<Person>();
        const std::string odd = "a \"quoted\" \\ line\n\u00e9";
        people.update(f<&Person::name> == "Ada", f<&Person::name> = odd);
        CHECK(people.find(f<&Person::age> == 36).aggregate(tenon::push(f<&Person::name>).order_by(f<&Person::id>)) ==
              std::vector{odd});
        CHECK(people.find(f<&Person::age> == 36)
                  .aggregate(tenon::push(tenon::coalesce(f<&Person::age>, 0) * std::int64_t{250199979298360})
                                 .order_by(f<&Person::id>)) == std::vector{std::int64_t{9007199254740960}});
    });
}
