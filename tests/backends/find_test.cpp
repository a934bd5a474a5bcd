#include "support/people.hpp"

using namespace backends;

TEST_CASE("conditions select what they say, empties included") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        const auto found = [&](const auto& condition) {
            return names(people.find(condition).order_by(f<&Person::name>));
        };
        CHECK(found(f<&Person::age> >= 18) == "Ada Cid Dan");
        CHECK(found(!(f<&Person::age> >= 18)) == "Bob");
        CHECK(found(f<&Person::age> != 18) == "Ada Bob Dan");
        CHECK(found(f<&Person::age> == std::nullopt) == "Bob");
        CHECK(found(f<&Person::age> == std::optional<int>()) == "Bob");
        CHECK(found(f<&Person::age> == std::optional<int>(18)) == "Cid");
        CHECK(found(f<&Person::age>.in({18, 64})) == "Cid Dan");
        CHECK(found(f<&Person::age>.in(std::vector<int>{})) == "");
        CHECK(found(!f<&Person::age>.in(std::vector<int>{})) == "Ada Bob Cid Dan");
        CHECK(found(f<&Person::age>.in(std::vector<std::optional<int>>{18, std::nullopt})) == "Bob Cid");
        CHECK(found(f<&Person::age>.between(18, 36)) == "Ada Cid");
        CHECK(found(f<&Person::age> < 18.5) == "Cid");
        CHECK(found(f<&Person::age> > 1e30) == "");
        CHECK(found(f<&Person::age>.in(std::vector<double>{18.0, 36.5})) == "Cid");
        CHECK(found(f<&Person::active>) == "Ada Cid Dan");
        CHECK(found(!f<&Person::active>) == "Bob");
        CHECK(found(f<&Person::mood> == Mood::angry) == "Dan");
        CHECK(found(f<&Person::mood>.in({Mood::angry, Mood::glad})) == "Ada Dan");
        CHECK(found(f<&Person::name>.starts_with("D") || f<&Person::email>.contains("b@")) == "Bob Dan");
        CHECK(found(f<&Person::name>.like("_a%")) == "Dan");
        CHECK(found(f<&Person::name>.iequals("ADA")) == "Ada");
        CHECK(found(f<&Person::name>.matches("^[AB]")) == "Ada Bob");
        CHECK(found(f<&Person::name>.matches(tenon::Pattern("^[AB]"))) == "Ada Bob");
        CHECK(found(f<&Person::email>.matches(tenon::formats::email)) == "Ada Bob Cid Dan");
        CHECK(found(f<&Person::name>.length() == 3 && f<&Person::name>.lower() == "cid") == "Cid");
        CHECK(found(f<&Person::age> * 2 - 1 > 71) == "Dan");
        CHECK(found(f<&Person::age> / 0 == std::nullopt) == "Ada Bob Cid Dan");
    });
}

TEST_CASE("nested structs and vectors are looked into") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        const auto found = [&](const auto& condition) {
            return names(people.find(condition).order_by(f<&Person::name>));
        };
        CHECK(found(f<&Person::home, &Address::city> == "London") == "Ada Cid");
        CHECK(found(f<&Person::home, &Address::zip> == std::nullopt) == "Bob Cid");
        CHECK(found(f<&Person::home, &Address::zip> != "N1") == "Bob Cid Dan");
        CHECK(found(f<&Person::home> == Address{"London", {}}) == "Cid");
        CHECK(found(f<&Person::tags>.contains("maths")) == "Ada Cid");
        CHECK(found(!f<&Person::tags>.contains("maths")) == "Bob Dan");
        CHECK(found(f<&Person::tags>.contains_all({"maths", "poetry"})) == "Ada");
        CHECK(found(f<&Person::tags>.any(tenon::element<std::string>.starts_with("p"))) == "Ada");
        CHECK(found(f<&Person::tags>.none(tenon::element<std::string> == "maths")) == "Bob Dan");
        CHECK(found(f<&Person::tags>.all(tenon::element<std::string> == "maths")) == "Bob Cid Dan");
        CHECK(found(f<&Person::tags>.size() > 1) == "Ada");
        CHECK(found(f<&Person::tags> == std::vector<std::string>{"maths"}) == "Cid");
        CHECK(names(people.find().order_by(f<&Person::home, &Address::city>.desc(), f<&Person::name>)) ==
              "Dan Bob Ada Cid");
    });
}

TEST_CASE("orders put empties first ascending, last descending, or as asked") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto all = db.model<Person>().find();
        CHECK(names(all.order_by(f<&Person::age>)) == "Bob Cid Ada Dan");
        CHECK(names(all.order_by(f<&Person::age>.desc())) == "Dan Ada Cid Bob");
        CHECK(names(all.order_by(f<&Person::age>.asc_empties_last())) == "Cid Ada Dan Bob");
        CHECK(names(all.order_by(f<&Person::age>.desc_empties_first())) == "Bob Dan Ada Cid");
        CHECK(names(all.order_by(f<&Person::mood>, f<&Person::name>.desc())) == "Cid Bob Ada Dan");
        CHECK(names(all.order_by(f<&Person::name>).offset(1).limit(2)) == "Bob Cid");
        CHECK(names(all.order_by(f<&Person::name>).offset(3)) == "Dan");
        CHECK(names(all.limit(0)) == "");
        CHECK_THROWS_AS((void)all.limit(-1), tenon::QueryError);
        CHECK_THROWS_AS((void)all.offset(-1), tenon::QueryError);
    });
}

TEST_CASE("last words give one, some, or how many") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        CHECK(people.find().order_by(f<&Person::name>).first()->name == "Ada");
        CHECK(!people.find(f<&Person::name> == "Eve").first());
        CHECK(people.one(f<&Person::name> == "Bob").email == "bob@example.com");
        CHECK_THROWS_AS((void)people.one(f<&Person::name> == "Eve"), tenon::NotFound);
        CHECK_THROWS_AS((void)people.one(f<&Person::active>), tenon::QueryError);
        CHECK(people.count() == 4);
        CHECK(people.count(f<&Person::active>) == 3);
        CHECK(people.find().limit(2).count() == 2);
        CHECK(people.exists(f<&Person::age> > 60));
        CHECK(!people.exists(f<&Person::age> > 99));
        CHECK(!people.find_by_key(99));
        CHECK_THROWS_WITH_AS((void)people.get(99), "get(): no Person has this key.", tenon::NotFound);
    });
}

TEST_CASE("filters and queries without their types select the same") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        tenon::Filter<Person> filter = f<&Person::age> >= 18;
        filter &= f<&Person::active>;
        CHECK(names(people.find(filter).order_by(f<&Person::name>)) == "Ada Cid Dan");
        CHECK(names(people.find(!filter)) == "Bob");
        tenon::Query<Person> query = people.find(f<&Person::home, &Address::city> == "London");
        query = query.where(f<&Person::tags>.contains("poetry")).order_by(f<&Person::age>.desc()).limit(5);
        CHECK(names(query) == "Ada");
        CHECK(query.count() == 1);
        CHECK(query.exists());
        CHECK(people.find(tenon::Filter<Person>()).count() == 4);
        CHECK_THROWS_AS(people.remove(tenon::Filter<Person>()), tenon::QueryError);
        CHECK_THROWS_AS((tenon::Filter<Person>() |= filter), tenon::QueryError);
        CHECK(
            people.find(tenon::Filter<Person>(f<&Person::age> == std::nullopt) || f<&Person::name> == "Dan").count() ==
            2);
    });
}

TEST_CASE("a query without its type selects, groups and aggregates as a typed one") {
    struct Line {
        std::string city;
        std::int64_t people;
        std::optional<double> mean;
    };
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        const tenon::Query<Person> all = people.find();
        const tenon::Query<Person> adults = people.find(f<&Person::age> >= 18);
        for (int round = 0; round < 2; ++round) {
            const auto pairs = adults.select(f<&Person::name>, f<&Person::age>).order_by(f<&Person::name>).all();
            REQUIRE(pairs.size() == 3);
            CHECK(std::get<0>(pairs[0]) == "Ada");
            CHECK(std::get<1>(pairs[2]) == 64);
            const auto cities =
                all.group_by(f<&Person::home, &Address::city>)
                    .select<Line>(f<&Person::home, &Address::city>, tenon::count(), tenon::avg(f<&Person::age>))
                    .having(tenon::count() >= 1)
                    .order_by(tenon::count().desc(), f<&Person::home, &Address::city>)
                    .all();
            REQUIRE(cities.size() == 3);
            CHECK(cities[0].city == "London");
            CHECK(cities[0].people == 2);
            CHECK(cities[0].mean == 27.0);
        }
        CHECK(all.select(f<&Person::home, &Address::city>).distinct().all().size() == 3);
        CHECK(all.select(f<&Person::name>).order_by(f<&Person::name>).offset(1).limit(2).all() ==
              std::vector<std::string>{"Bob", "Cid"});
        CHECK(all.select(f<&Person::name>).order_by(f<&Person::name>.desc()).first() == "Dan");
        CHECK_THROWS_AS((void)all.select(f<&Person::name>).one(), tenon::QueryError);
        CHECK(adults.select(f<&Person::name>).count() == 3);
        CHECK(adults.limit(2).select(f<&Person::name>).count() == 2);
        CHECK(!adults.where(f<&Person::name> == "Bob").select(f<&Person::name>).exists());
        CHECK(all.group_by(f<&Person::mood>).select(f<&Person::mood>, tenon::count()).count() == 3);
        CHECK(adults.aggregate(tenon::count()) == 3);
        const auto [count, total] = all.aggregate(tenon::count(), tenon::sum(f<&Person::age>));
        CHECK(count == 4);
        CHECK(total == 118);
        int seen = 0;
        for (const std::string& name : adults.select(f<&Person::name>)) seen += name.empty() ? 0 : 1;
        CHECK(seen == 3);
        const auto typed = people.find(f<&Person::age> >= 18).select(f<&Person::name>);
        CHECK(adults.select(f<&Person::name>).to_sql() == typed.to_sql());
        CHECK_THROWS_WITH_AS((void)all.group_by(f<&Person::age>).all(),
                             "Person: `group_by` has no meaning in `all`; say by select(…) what each group gives",
                             tenon::QueryError);
    });
}

TEST_CASE("when adds a condition only if its flag is set") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        const auto search = [&](const std::string& city, std::optional<int> least) {
            return names(people
                             .find(tenon::when(!city.empty(), f<&Person::home, &Address::city> == city) &&
                                   tenon::when(least.has_value(), f<&Person::age> >= least.value_or(0)))
                             .order_by(f<&Person::name>));
        };
        CHECK(search("", {}) == "Ada Bob Cid Dan");
        CHECK(search("London", {}) == "Ada Cid");
        CHECK(search("", 20) == "Ada Dan");
        CHECK(search("London", 20) == "Ada");
        const tenon::Filter<Person> absent = tenon::when(false, f<&Person::age> > 5);
        CHECK(people.find(absent).count() == 4);
    });
}

TEST_CASE("projections go into structs, tuples and single values") {
    struct Line {
        std::string city;
        std::int64_t people;
        std::optional<double> mean;
    };
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        const auto cities =
            people.find()
                .group_by(f<&Person::home, &Address::city>)
                .select<Line>(f<&Person::home, &Address::city>, tenon::count(), tenon::avg(f<&Person::age>))
                .having(tenon::count() >= 1)
                .order_by(tenon::count().desc(), f<&Person::home, &Address::city>)
                .all();
        REQUIRE(cities.size() == 3);
        CHECK(cities[0].city == "London");
        CHECK(cities[0].people == 2);
        CHECK(cities[0].mean == 27.0);
        CHECK(cities[1].city == "Paris");
        CHECK(!cities[1].mean);
        const auto pairs = people.find(f<&Person::age> > 30)
                               .select(f<&Person::name>, f<&Person::age>)
                               .order_by(f<&Person::name>)
                               .all();
        REQUIRE(pairs.size() == 2);
        CHECK(std::get<0>(pairs[1]) == "Dan");
        CHECK(std::get<1>(pairs[1]) == 64);
        const auto groups = people.find().group_by(f<&Person::mood>).select(f<&Person::mood>, tenon::count());
        CHECK(groups.count() == 3);
        CHECK(groups.exists());
        CHECK(people.exists());
        CHECK(people.distinct(f<&Person::home, &Address::city>).size() == 3);
        CHECK(people.distinct(f<&Person::age>).size() == 4);
        const auto active = people.find().select(f<&Person::active>).order_by(f<&Person::id>);
        CHECK(active.all() == std::vector<bool>{true, false, true, true});
        CHECK(active.first() == true);
        CHECK(active.limit(1).one());
        CHECK(!active.limit(0).first());
        CHECK(!groups.limit(0).exists());
        int yes = 0;
        for (const bool one : active) yes += one ? 1 : 0;
        CHECK(yes == 3);
        CHECK(people.distinct(f<&Person::active>).size() == 2);
        const auto [count, total, least] =
            people.aggregate(tenon::count(), tenon::sum(f<&Person::age>), tenon::min(f<&Person::age>));
        CHECK(count == 4);
        CHECK(total == 118);
        CHECK(least == 18);
        CHECK(people.find(f<&Person::name> == "Eve").aggregate(tenon::sum(f<&Person::age>)) == 0);
        CHECK(!people.find(f<&Person::name> == "Eve").aggregate(tenon::max(f<&Person::age>)));
        CHECK(people.aggregate(tenon::count(f<&Person::age>)) == 3);
        CHECK(people.aggregate(tenon::count_distinct(f<&Person::home, &Address::city>)) == 3);
    });
}

TEST_CASE("the same expressions may go into several types") {
    struct Named {
        std::string name;
        std::optional<int> age;
    };
    struct Spaced {
        std::optional<std::string> name;
        std::optional<std::int64_t> age;
    };
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto ada = db.model<Person>().find(f<&Person::name> == "Ada");
        for (int round = 0; round < 2; ++round) {
            CHECK(ada.select<Named>(f<&Person::name>, f<&Person::age>).one().name == "Ada");
            CHECK(std::get<0>(ada.select(f<&Person::name>, f<&Person::age>).one()) == "Ada");
            CHECK(ada.select<Spaced>(f<&Person::name>, f<&Person::age>).one().age == 36);
            CHECK(std::get<1>(ada.select(f<&Person::name>, f<&Person::age>).one()) == 36);
        }
    });
}

TEST_CASE("integer overflow is an error, not another number") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        CHECK_THROWS_AS((void)people.count(f<&Person::age> * std::numeric_limits<std::int64_t>::max() > 0),
                        tenon::QueryError);
        CHECK_THROWS_AS(
            (void)people.aggregate(tenon::sum(f<&Person::id> + (std::numeric_limits<std::int64_t>::max() - 10))),
            tenon::QueryError);
    });
}

TEST_CASE("an aggregate over all rows takes no heed of an order, and no limit") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto ordered = db.model<Person>().find(f<&Person::age> >= 18).order_by(f<&Person::name>);
        CHECK(ordered.aggregate(tenon::count()) == 3);
        const tenon::Query<Person> query = ordered;
        CHECK(query.aggregate(tenon::max(f<&Person::age>)) == 64);
        CHECK_THROWS_WITH_AS((void)query.limit(2).aggregate(tenon::count()),
                             "aggregate() of Person is over all rows that fulfil the condition: it can't follow "
                             "limit() or offset().",
                             tenon::QueryError);
    });
}

TEST_CASE("text that is no UTF-8, or holds U+0000, is refused in a condition as in a write") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        const std::string broken = "Ad\xC3";
        const std::string with_nul("Ad\0a", 4);
        CHECK_THROWS_WITH_AS((void)people.find(f<&Person::name> == broken).all(),
                             "The text of `name` is not valid UTF-8; convert it first, or use bytes.",
                             tenon::CastError);
        CHECK_THROWS_AS((void)people.find(f<&Person::name> == with_nul).all(), tenon::CastError);
        CHECK_THROWS_AS((void)people.count(f<&Person::name> != broken), tenon::CastError);
        CHECK_THROWS_AS((void)people.find(f<&Person::name>.contains(broken)).exists(), tenon::CastError);
        CHECK_THROWS_AS((void)people.find(f<&Person::name>.in({std::string("Ada"), broken})).all(), tenon::CastError);
        CHECK_THROWS_AS((void)people.find(f<&Person::tags>.contains(broken)).all(), tenon::CastError);
        CHECK_THROWS_AS((void)people.find(f<&Person::home, &Address::city> == broken).all(), tenon::CastError);
        CHECK_THROWS_AS((void)people.find(f<&Person::books>.any(f<&Book::title> == broken)).all(), tenon::CastError);
        CHECK_THROWS_AS((void)people.update(f<&Person::name> == broken, f<&Person::score> = 1), tenon::CastError);
        CHECK_THROWS_AS((void)people.remove(f<&Person::name> == broken), tenon::CastError);
        const tenon::Query<Person> query = people.find(f<&Person::name> == broken);
        CHECK_THROWS_AS((void)query.all(), tenon::CastError);
        CHECK(names(people.find(f<&Person::name> == "Zo\u00eb").all()).empty());
    });
}
