// Rows beside those that a relation leads to.

#include <algorithm>
#include <map>
#include <random>

#include "support/books.hpp"
#include "support/messages.hpp"
#include "support/statements.hpp"

using namespace backends;
using tenon::joined;

namespace join_test {

struct City;

struct Country {
    std::int64_t id = 0;
    std::string name{};
    int order = 0;
    tenon::Many<City> cities{};
};

struct City {
    std::int64_t id = 0;
    std::optional<tenon::Ref<Country>> country{};
    std::string name{};
    int people = 0;
    std::optional<int> height{};
};

inline void describe(tenon::Schema<Country>& country) {
    country.has_many(f<&Country::cities>, f<&City::country>).on_delete(tenon::set_null);
}

struct Stage {
    std::int64_t id = 0;
    std::optional<tenon::Ref<Stage>> parent{};
    std::string name{};
    tenon::Many<Stage> children{};
};

inline void describe(tenon::Schema<Stage>& stage) { stage.has_many(f<&Stage::children>, f<&Stage::parent>); }

struct Pair {
    std::string country{};
    std::string city{};
    int people = 0;
};

struct Perhaps {
    std::string country{};
    std::optional<std::string> city{};
    std::optional<int> height{};
};

using Texts = std::vector<std::string>;

void some_cities(const tenon::Database& db) {
    db.sync<Country, City>();
    db.model<Country>().insert_many({{.name = "A", .order = 3}, {.name = "B", .order = 1}, {.name = "C", .order = 2}});
    db.model<City>().insert_many({{.country = 1, .name = "a1", .people = 10},
                                  {.country = 1, .name = "a2", .people = 40, .height = 5},
                                  {.country = 1, .name = "a3", .people = 30},
                                  {.country = 1, .name = "a4", .people = 20, .height = 7},
                                  {.country = 2, .name = "b1", .people = 50},
                                  {.country = 2, .name = "b2", .people = 60, .height = 1},
                                  {.name = "lost", .people = 99}});
}

Texts cities_of(const std::vector<Pair>& pairs) {
    Texts names;
    for (const Pair& pair : pairs) names.push_back(pair.country + pair.city);
    return names;
}

template <class Query>
auto pairs(const Query& query) {
    return query.template select<Pair>(f<&Country::name>, f<&City::name>, f<&City::people>);
}

}  // namespace join_test

using namespace join_test;

TEST_CASE("the largest rows beside each row come by one statement") {
    on_each([](const tenon::Database& db) {
        some_cities(db);
        const auto countries = db.model<Country>();
        const auto largest = f<&Country::cities>.order_by(f<&City::people>.desc(), f<&City::id>);
        const auto two = pairs(countries.find().order_by(f<&Country::name>).join(largest.limit(2)));
        CHECK(cities_of(two.all()) == Texts{"Aa2", "Aa3", "Bb2", "Bb1"});
        CHECK(two.count() == 4);
        CHECK(two.exists());
        CHECK(two.first()->city == "a2");
        CHECK(two.limit(3).all().size() == 3);
        CHECK(two.limit(3).offset(1).count() == 3);
        CHECK(cities_of(two.order_by(tenon::output<&Pair::people>).all()) == Texts{"Aa3", "Aa2", "Bb1", "Bb2"});
        CHECK(pairs(countries.find().join(largest.limit(0))).count() == 0);
        CHECK(pairs(countries.find().join(largest.limit(9))).count() == 6);
        CHECK(pairs(countries.find().join(f<&Country::cities>)).count() == 6);
        // Of the first two countries in their order, and conditions on either side.
        const auto first = countries.find().order_by(f<&Country::order>).limit(2);
        CHECK(cities_of(pairs(first.join(largest.limit(1))).all()) == Texts{"Bb2"});
        CHECK(cities_of(
                  pairs(countries.find(f<&Country::name> != "B").join(largest.where(f<&City::people> < 40).limit(2)))
                      .all()) == Texts{"Aa3", "Aa4"});
        CHECK(cities_of(pairs(countries.find(f<&Country::order> > 2)
                                  .join(f<&Country::cities>.where(f<&City::height> > 1 || f<&City::people> == 10)))
                            .order_by(tenon::output<1>)
                            .all()) == Texts{"Aa1", "Aa2", "Aa4"});
    });
}

TEST_CASE("a left join keeps the rows that have none beside them") {
    on_each([](const tenon::Database& db) {
        some_cities(db);
        const auto countries = db.model<Country>();
        const auto perhaps = [](const auto& query) {
            std::vector<std::string> texts;
            for (const Perhaps& row :
                 query.template select<Perhaps>(f<&Country::name>, f<&City::name>, f<&City::height>).all())
                texts.push_back(row.country + row.city.value_or("-") +
                                (row.height ? std::to_string(*row.height) : std::string()));
            return texts;
        };
        const auto by_name = countries.find().order_by(f<&Country::name>);
        const auto highest = f<&Country::cities>.order_by(f<&City::height>.desc(), f<&City::id>);
        CHECK(perhaps(by_name.left_join(highest.limit(1))) == Texts{"Aa47", "Bb21", "C-"});
        CHECK(perhaps(by_name.left_join(highest.limit(0))) == Texts{"A-", "B-", "C-"});
        CHECK(perhaps(by_name.left_join(highest.where(f<&City::people> > 40))) == Texts{"A-", "Bb21", "Bb1", "C-"});
        CHECK(perhaps(by_name.offset(1).limit(2).left_join(highest.where(f<&City::people> > 50).limit(2))) ==
              Texts{"Bb21", "C-"});
        CHECK(countries.find().left_join(f<&Country::cities>).select(f<&City::name>).count() == 7);
        const auto doubled = countries.find(f<&Country::name> == "C")
                                 .left_join(f<&Country::cities>)
                                 .select(f<&City::people> * 2, tenon::joined(f<&City::name>.upper()));
        CHECK(doubled.one() == std::tuple<std::optional<int>, std::optional<std::string>>());
    });
}

TEST_CASE("a reference is joined as well, and an empty one is related to nothing") {
    on_each([](const tenon::Database& db) {
        some_cities(db);
        const auto cities = db.model<City>();
        const auto named = cities.find(f<&City::people> >= 50).order_by(f<&City::people>);
        CHECK(named.join(f<&City::country>).select(f<&City::name>, f<&Country::name>).all() ==
              std::vector<std::tuple<std::string, std::string>>{{"b1", "B"}, {"b2", "B"}});
        const auto all = named.left_join(f<&City::country>).select(f<&City::name>, f<&Country::order> + 1).all();
        REQUIRE(all.size() == 3);
        CHECK(std::get<0>(all[2]) == "lost");
        CHECK_FALSE(std::get<1>(all[2]).has_value());
        CHECK(std::get<1>(all[0]) == 2);
    });
}

TEST_CASE("a model is joined with itself, and joined() says which row is meant") {
    on_each([](const tenon::Database& db) {
        db.sync<Stage>();
        const auto stages = db.model<Stage>();
        stages.insert_many({{.name = "root"}});
        stages.insert_many({{.parent = 1, .name = "a"}, {.parent = 1, .name = "b"}});
        stages.insert_many({{.parent = 2, .name = "aa"}});
        const auto below =
            stages.find().order_by(f<&Stage::id>).join(f<&Stage::children>.order_by(f<&Stage::id>.desc()));
        CHECK(below.select(f<&Stage::name>, joined(f<&Stage::name>)).all() ==
              std::vector<std::tuple<std::string, std::string>>{{"root", "b"}, {"root", "a"}, {"a", "aa"}});
        const auto first = stages.find()
                               .order_by(f<&Stage::id>)
                               .left_join(f<&Stage::children>.order_by(f<&Stage::name>).limit(1))
                               .select(f<&Stage::name>, joined(f<&Stage::name>));
        CHECK(first.all() == std::vector<std::tuple<std::string, std::optional<std::string>>>{
                                 {"root", "a"}, {"a", "aa"}, {"b", std::nullopt}, {"aa", std::nullopt}});
        CHECK(stages.find(f<&Stage::name> == "aa").join(f<&Stage::parent>).select(joined(f<&Stage::name>)).one() ==
              "a");
        // The tree below one, and what is right below each of it.
        const auto tree = stages.find(f<&Stage::name> == "a").descend(f<&Stage::parent>).join(f<&Stage::children>);
        CHECK(tree.select(joined(f<&Stage::name>)).one() == "aa");
    });
}

TEST_CASE("rows beside each other are looked at further, and joined with others") {
    on_each([](const tenon::Database& db) {
        some_cities(db);
        const auto countries = db.model<Country>();
        const auto cities = db.model<City>();
        const auto two = pairs(countries.find().join(f<&Country::cities>.order_by(f<&City::people>.desc()).limit(2)));
        const auto rows = tenon::from(two);
        CHECK(rows.where(f<&Pair::people> >= 50).count() == 2);
        CHECK(rows.aggregate(tenon::sum(f<&Pair::people>)) == 180);
        CHECK(rows.group_by(f<&Pair::country>)
                  .select(f<&Pair::country>, tenon::count())
                  .order_by(tenon::output<0>)
                  .all() == std::vector<std::tuple<std::string, std::int64_t>>{{"A", 2}, {"B", 2}});
        const auto names = countries.find()
                               .join(f<&Country::cities>.order_by(f<&City::people>.desc()).limit(1))
                               .select(f<&City::name>);
        CHECK(cities.count(f<&City::name>.in(names)) == 2);
        CHECK(cities.count(tenon::exists(names)) == 7);
        CHECK(names.union_with(countries.find().select(f<&Country::name>)).order_by(tenon::output<0>).all() ==
              Texts{"A", "B", "C", "a2", "b2"});
        CHECK(countries.find().join(f<&Country::cities>).select(f<&Country::name>).distinct().count() == 2);
        std::int64_t people = 0;
        for (const Pair& pair : two.stream(1)) people += pair.people;
        CHECK(people == 180);
        tenon::Query<Country> erased = countries.find(f<&Country::name> == "B");
        CHECK(erased.join(f<&Country::cities>).select(f<&City::name>).count() == 2);
    });
}

TEST_CASE("values of every kind come from the row beside") {
    on_each([](const tenon::Database& db) {
        some_books(db);
        const auto books = db.model<Book>();
        const auto people = db.model<Person>();
        const auto ada = people.find(f<&Person::name> == "Ada").one();
        const auto notes = books.find(f<&Book::title> == "Notes");
        const auto [mood, created, tags, city, active, score] =
            notes.join(f<&Book::author>)
                .select(f<&Person::mood>, f<&Person::created_at>, f<&Person::tags>, f<&Person::home, &Address::city>,
                        f<&Person::active>, f<&Person::score>)
                .one();
        CHECK(mood == Mood::glad);
        CHECK(created == ada.created_at);
        CHECK(tags == std::vector<std::string>{"maths", "poetry"});
        CHECK(city == "London");
        CHECK(active);
        CHECK(score == 1.5);
        const auto edited = books.find().order_by(f<&Book::pages>).left_join(f<&Book::editor>);
        const auto missing = edited.select(f<&Book::title>, f<&Person::mood>, f<&Person::updated_at>, f<&Person::home>,
                                           f<&Person::active>, f<&Person::age> + 1, f<&Person::tags>.size());
        const auto [title, no_mood, no_time, no_home, no_flag, no_age, no_tags] = missing.all().back();
        CHECK(title == "Engine");
        CHECK_FALSE((no_mood || no_time || no_home || no_flag || no_age));
        CHECK(no_tags == 0);
        CHECK(edited.select(f<&Person::mood>).order_by(tenon::output<0>.desc()).first() == Mood::angry);
    });
}

TEST_CASE("what relations lead to is counted from either row") {
    on_each([](const tenon::Database& db) {
        some_cities(db);
        const auto countries = db.model<Country>();
        const auto counted =
            countries.find()
                .order_by(f<&Country::id>)
                .join(
                    f<&Country::cities>.where(f<&City::country>.any(f<&Country::order> > 1)).order_by(f<&City::id>).limit(1))
                .select(f<&Country::cities>.count(), f<&City::name>,
                        tenon::value_of(countries.find().select(tenon::count())));
        CHECK(counted.all() ==
              std::vector<std::tuple<std::int64_t, std::string, std::optional<std::int64_t>>>{{4, "a1", 3}});
        const auto back = db.model<City>()
                              .find(f<&City::people> >= 60)
                              .order_by(f<&City::people>)
                              .left_join(f<&City::country>)
                              .select(f<&City::name>, f<&Country::cities>.count());
        CHECK(back.all() == std::vector<std::tuple<std::string, std::optional<std::int64_t>>>{{"b2", 2}, {"lost", 0}});
    });
}

TEST_CASE("one statement reads rows beside each other") {
    const auto db = tenon::open("sqlite::memory:");
    some_cities(db);
    const Statements statements(db);
    (void)pairs(db.model<Country>().find().join(f<&Country::cities>.order_by(f<&City::people>).limit(2))).all();
    CHECK(statements.count() == 1);
}

TEST_CASE("what is joined is what a loop would find") {
    on_each(
        [](const tenon::Database& db) {
            db.sync<Country, City>();
            std::mt19937 random(18);
            const auto below = [&](int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); };
            std::vector<Country> countries(6);
            for (Country& country : countries)
                country = {.name = std::string(1, static_cast<char>('A' + below(4))), .order = below(3)};
            countries = db.model<Country>().insert_many(countries);
            std::vector<City> cities(40);
            for (City& city : cities) {
                city = {.name = std::to_string(below(9)), .people = below(5)};
                if (below(7) > 0) city.country = countries[static_cast<std::size_t>(below(6))].id;
                if (below(3) > 0) city.height = below(4);
            }
            cities = db.model<City>().insert_many(cities);
            for (int round = 0; round < 60; ++round) {
                const int people = below(5);
                const int order = below(3);
                const bool keeps = below(2) == 0;
                const auto limit = static_cast<std::size_t>(below(5));
                std::vector<std::tuple<std::int64_t, std::optional<std::int64_t>>> expected;
                for (const Country& country : countries) {
                    if (country.order < order) continue;
                    std::vector<City> beside;
                    for (const City& city : cities)
                        if (city.country && city.country->key() == country.id && city.people >= people)
                            beside.push_back(city);
                    std::sort(beside.begin(), beside.end(), [](const City& a, const City& b) {
                        return std::tuple(b.height, a.id) < std::tuple(a.height, b.id);  // descending, empties last
                    });
                    if (beside.size() > limit) beside.resize(limit);
                    for (const City& city : beside) expected.emplace_back(country.id, city.id);
                    if (keeps && beside.empty()) expected.emplace_back(country.id, std::nullopt);
                }
                const auto from = db.model<Country>().find(f<&Country::order> >= order).order_by(f<&Country::id>);
                const auto relation = f<&Country::cities>.where(f<&City::people> >= people)
                                      .order_by(f<&City::height>.desc(), f<&City::id>)
                                      .limit(static_cast<std::int64_t>(limit));
                std::vector<std::tuple<std::int64_t, std::optional<std::int64_t>>> found;
                if (keeps) {
                    found = from.left_join(relation).select(f<&Country::id>, f<&City::id>).all();
                } else {
                    for (const auto& [country, city] : from.join(relation).select(f<&Country::id>, f<&City::id>).all())
                        found.emplace_back(country, city);
                }
                CAPTURE(round);
                CHECK(found == expected);
            }
        });
}

TEST_CASE("run-time models are joined by a field of either side") {
    on_each([](const tenon::Database& db) {
        namespace types = tenon::types;
        using tenon::field;
        const auto countries = db.define("Land", {{"name", {.type = types::text}}});
        const auto cities = db.define("Town", {{"name", {.type = types::text}},
                                               {"people", {.type = types::int64}},
                                               {"land", {.type = types::int64, .references = "Land"}}});
        db.sync();
        for (const char* name : {"A", "B", "C"}) countries.create({{"name", name}});
        cities.create({{"name", "a1"}, {"people", 1}, {"land", 1}});
        cities.create({{"name", "a2"}, {"people", 3}, {"land", 1}});
        cities.create({{"name", "a3"}, {"people", 2}, {"land", 1}});
        cities.create({{"name", "b1"}, {"people", 9}, {"land", 2}});
        const auto largest = cities.find().order_by_descending("people");
        const auto texts = [](const tenon::RecordSelection& selection) {
            Texts all;
            for (const tenon::RawRow& row : selection)
                all.push_back(row["name"].as_text() + (row["city"].is_empty() ? "-" : row["city"].as_text()));
            return all;
        };
        const std::vector<tenon::RecordOutput> both = {"name", {"city", tenon::joined(field("name"))}};
        CHECK(texts(countries.find().order_by("name").join(largest.limit(2), "land").select(both)) ==
              Texts{"Aa2", "Aa3", "Bb1"});
        CHECK(texts(countries.find().order_by("name").join(largest.limit(2).offset(1), "land").select(both)) ==
              Texts{"Aa3", "Aa1"});
        CHECK(texts(countries.find().order_by("name").left_join(largest.offset(2), "land").select(both)) ==
              Texts{"Aa1", "B-", "C-"});
        CHECK(texts(cities.find(field("people") > 2).order_by("people").join("land", countries.find()).select(both)) ==
              Texts{"a2A", "b1B"});
        CHECK(tenon::from(countries.find().join(largest.limit(1), "land").select(both))
                  .where(field("city") == "a2")
                  .count() == 1);
        const auto mixed = countries.find(field("name") == "A")
                               .join(largest.limit(1), "land")
                               .select({{"all", field("id") + tenon::joined(field("people"))}});
        CHECK(mixed.one()["all"] == tenon::Value(4));
        CHECK_THROWS_AS((void)countries.find().join(cities.find(), "people").select(both).all(), tenon::QueryError);
        CHECK_THROWS_AS((void)countries.find().join(cities.find(), "nothing"), tenon::QueryError);
        CHECK_THROWS_AS((void)countries.find().select({{"city", tenon::joined(field("name"))}}).all(),
                        tenon::QueryError);
        CHECK(says(message_of<tenon::QueryError>(
                       [&] { (void)countries.find().join(largest, "land").select({{"n", tenon::count()}}).all(); }),
                   {"grouped as the rows of a query"}));
    });
}

TEST_CASE("explain names both tables of a join") {
    on_each([](const tenon::Database& db) {
        some_cities(db);
        const std::string text = pairs(db.model<Country>().find().join(f<&Country::cities>)).explain();
        CAPTURE(text);
        CHECK(text.find(db.backend() == "memory" ? "\n-- READ all of countries, " : "countries") != std::string::npos);
        CHECK(text.find(db.backend() == "memory" ? "\n-- READ all of cities, " : "cities") != std::string::npos);
    });
}
