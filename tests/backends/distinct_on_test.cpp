#include "support/people.hpp"

using namespace backends;

TEST_CASE("distinct_on gives the first row of each key, in the query's order") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        const auto by_city = people.find().distinct_on(f<&Person::home, &Address::city>);
        CHECK(names(by_city.order_by(f<&Person::age>.desc())) == "Dan Ada Bob");
        CHECK(names(by_city.order_by(f<&Person::age>)) == "Bob Cid Dan");
        CHECK(names(by_city.order_by(f<&Person::name>.desc())) == "Dan Cid Bob");
        CHECK(names(by_city.order_by(f<&Person::name>).limit(1).offset(1)) == "Bob");
        CHECK(by_city.order_by(f<&Person::name>).count() == 3);
        CHECK(by_city.order_by(f<&Person::name>).exists());
        CHECK(people.count(tenon::exists(by_city.order_by(f<&Person::name>))) == 4);
        CHECK(people.count(f<&Person::id>.in(by_city.order_by(f<&Person::name>).select(f<&Person::id>))) == 3);
        CHECK(by_city.order_by(f<&Person::age>.desc()).first()->name == "Dan");
        CHECK(names(people.find(f<&Person::name> != "Ada")
                        .distinct_on(f<&Person::home, &Address::city>)
                        .order_by(f<&Person::name>)) == "Bob Cid Dan");
        CHECK(by_city.order_by(f<&Person::score>).select(f<&Person::name>, f<&Person::score> * 2).all().size() == 3);
    });
}

TEST_CASE("a key of several values, empties being one") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        (void)people.create({.name = "Eve", .email = "eve@example.com", .score = 9});
        CHECK(names(people.find().distinct_on(f<&Person::age>).order_by(f<&Person::name>.desc())) == "Eve Dan Cid Ada");
        CHECK(names(people.find().distinct_on(f<&Person::active>, f<&Person::mood>).order_by(f<&Person::name>)) ==
              "Ada Bob Cid Dan");
        CHECK(names(people.find().distinct_on(tenon::coalesce(f<&Person::age>, 0) / 30).order_by(f<&Person::id>)) ==
              "Ada Bob Dan");
        const tenon::Query<Person> query = people.find().distinct_on(f<&Person::mood>);
        CHECK(names(query.order_by(f<&Person::id>)) == "Ada Bob Dan");
    });
}

TEST_CASE("distinct_on is refused where it can't be told which row is the first") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        const auto by_mood = people.find().distinct_on(f<&Person::mood>);
        CHECK_THROWS_AS((void)by_mood.all(), tenon::QueryError);
        CHECK_THROWS_AS((void)by_mood.order_by(f<&Person::id>).select(tenon::count()).all(), tenon::QueryError);
        CHECK_THROWS_AS((void)by_mood.order_by(f<&Person::id>).select(f<&Person::name>).distinct().all(),
                        tenon::QueryError);
        CHECK_THROWS_AS((void)people.find().distinct_on(f<&Person::tags>).order_by(f<&Person::id>).all(),
                        tenon::QueryError);
        CHECK_THROWS_AS(people.find(f<&Person::id> > 0).distinct_on(f<&Person::mood>).remove(), tenon::QueryError);
        CHECK(people.count() == 4);
    });
}
