#include "support/people.hpp"

using namespace backends;

namespace {

struct Price {
    std::int64_t id = 0;
    std::optional<tenon::Decimal> net{};
    tenon::Decimal gross{};
    std::optional<tenon::Timestamp> paid{};
    tenon::Timestamp due{};
};
void describe(tenon::Schema<Price>& price) {
    price.field(f<&Price::net>).precision(10, 2);
    price.field(f<&Price::gross>).precision(10, 2);
}

}  // namespace

TEST_CASE("case_when gives the value of the first condition that holds") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        const auto stage = tenon::case_when(f<&Person::age> < 18, "young")
                               .when(f<&Person::age> < 40, "grown")
                               .when(f<&Person::age> == std::nullopt, f<&Person::name>)
                               .otherwise("old");
        const std::vector<std::string> stages = people.find().order_by(f<&Person::id>).select(stage).all();
        CHECK(stages == std::vector<std::string>{"grown", "Bob", "grown", "old"});
        CHECK(names(people.find(stage == "grown").order_by(f<&Person::name>)) == "Ada Cid");
        CHECK(names(people.find(!(stage != "old"))) == "Dan");
        CHECK(names(people.find().order_by(tenon::case_when(f<&Person::name> == "Cid", 0).otherwise(1),
                                           f<&Person::name>.desc())) == "Cid Dan Bob Ada");
        const auto maybe = tenon::case_when(f<&Person::active>, f<&Person::age>).otherwise(std::nullopt);
        CHECK(people.find().order_by(f<&Person::id>).select(maybe).all() ==
              std::vector<std::optional<std::int64_t>>{36, std::nullopt, 18, 64});
        CHECK(people.find().aggregate(tenon::sum(tenon::case_when(f<&Person::active>, 1).otherwise(0))) == 3);
        CHECK(people.find()
                  .select(tenon::case_when(f<&Person::age> > 40, 0.5).otherwise(f<&Person::id>))
                  .order_by(f<&Person::id>)
                  .all()
                  .back() == 0.5);
    });
}

TEST_CASE("a choice of booleans is a condition, empty as a boolean can be") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        const auto known =
            tenon::case_when(f<&Person::age> > 30, true).when(f<&Person::age> > 0, false).otherwise(std::nullopt);
        CHECK(names(people.find(known).order_by(f<&Person::name>)) == "Ada Dan");
        CHECK(names(people.find(!known).order_by(f<&Person::name>)) == "Bob Cid");
        CHECK(names(people.find(known == std::nullopt)) == "Bob");
        CHECK(names(people.find(tenon::case_when(f<&Person::active>, f<&Person::active>).otherwise(true)).limit(9))
                  .size() == 15);
        CHECK(
            names(people
                      .find(tenon::case_when(f<&Person::mood> == Mood::glad, Mood::angry).otherwise(f<&Person::mood>) ==
                            Mood::angry)
                      .order_by(f<&Person::name>)) == "Ada Dan");
    });
}

TEST_CASE("coalesce gives the first that is not empty") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        const auto age = tenon::coalesce(f<&Person::age>, 0);
        CHECK(people.find().order_by(f<&Person::id>).select(age).all() == std::vector<std::int64_t>{36, 0, 18, 64});
        CHECK(names(people.find(age < 20).order_by(f<&Person::name>)) == "Bob Cid");
        CHECK(names(people.find().order_by(age, f<&Person::name>)) == "Bob Cid Ada Dan");
        const auto zip = tenon::coalesce(f<&Person::home, &Address::zip>, std::optional<std::string>());
        CHECK(people.find().order_by(f<&Person::id>).select(zip).all()[1] == std::nullopt);
        CHECK(names(people.find(zip == std::nullopt).order_by(f<&Person::name>)) == "Bob Cid");
        CHECK(people.find(f<&Person::name> == "Bob").update(f<&Person::age> = tenon::coalesce(f<&Person::age>, 7)) ==
              1);
        CHECK(people.one(f<&Person::name> == "Bob").age == 7);
    });
}

TEST_CASE("casts give the same number in another type") {
    on_each([](const tenon::Database& db) {
        four_people(db);
        const auto people = db.model<Person>();
        const auto first = [&](const auto& expression) {
            return people.find().order_by(f<&Person::id>).select(expression).first().value();
        };
        CHECK(first(tenon::cast<double>(f<&Person::age>) / 10) == 3.6);
        CHECK(first(tenon::cast<std::int64_t>(f<&Person::active>)) == 1);
        CHECK(first(tenon::cast<std::string>(f<&Person::age>)) == "36");
        CHECK(first(tenon::cast<tenon::Decimal>(f<&Person::age>)) == tenon::Decimal(36));
        CHECK(names(people.find(tenon::cast<std::string>(f<&Person::age>).concat("!") == "18!")) == "Cid");
        CHECK(names(people.find(tenon::cast<std::string>(f<&Person::age>) == std::nullopt)) == "Bob");
    });
}

TEST_CASE("chosen decimals and times are those of their fields") {
    on_each([](const tenon::Database& db) {
        db.sync<Price>();
        const auto prices = db.model<Price>();
        const auto time = [](const char* iso) { return tenon::Timestamp::parse(iso); };
        prices.insert_many({{.net = tenon::Decimal::parse("1.50"),
                             .gross = tenon::Decimal::parse("2.00"),
                             .due = time("2024-01-01T00:00:00.5Z")},
                            {.gross = tenon::Decimal::parse("3.25"),
                             .paid = time("2024-02-01T00:00:00Z"),
                             .due = time("2024-03-01T00:00:00Z")}});
        const auto net = tenon::coalesce(f<&Price::net>, f<&Price::gross>);
        const auto found = prices.find().order_by(f<&Price::id>).select(net).all();
        CHECK(found == std::vector<tenon::Decimal>{tenon::Decimal::parse("1.50"), tenon::Decimal::parse("3.25")});
        CHECK(prices.find(net > tenon::Decimal::parse("1.505")).count() == 1);
        CHECK(prices.find().aggregate(tenon::sum(net)) == tenon::Decimal::parse("4.75"));
        CHECK(prices.find(tenon::cast<double>(f<&Price::net>) == 1.5).count() == 1);
        const auto given = tenon::coalesce(f<&Price::net>, tenon::Decimal::parse("0.5"));
        CHECK(prices.find(given < tenon::Decimal(1)).count() == 1);
        const auto fine = tenon::coalesce(f<&Price::net>, tenon::Decimal::parse("0.005"));
        CHECK_THROWS_AS((void)prices.find(fine < tenon::Decimal(1)).count(), tenon::CastError);
        const auto when = tenon::coalesce(f<&Price::paid>, f<&Price::due>);
        CHECK(prices.find(when >= time("2024-01-15T00:00:00Z")).count() == 1);
        CHECK(prices.find().order_by(f<&Price::id>).select(when).all().front() == time("2024-01-01T00:00:00.5Z"));
        const auto mixed = tenon::coalesce(f<&Price::net>, f<&Price::id>);
        CHECK_THROWS_AS((void)prices.find(mixed < 1).count(), tenon::QueryError);
    });
}

TEST_CASE("run-time models choose and cast as well") {
    on_each([](const tenon::Database& db) {
        namespace types = tenon::types;
        const auto things = db.define(
            "Thing",
            {{"name", {.type = types::text}}, {"age", {.type = types::int32}}, {"rate", {.type = types::real}}});
        db.sync();
        (void)things.create({{"name", "a"}, {"age", 10}, {"rate", 0.5}});
        (void)things.create({{"name", "b"}, {"age", 30}});
        (void)things.create({{"name", "c"}});
        using tenon::field;
        const auto stage = tenon::case_when(field("age") < 18, "young").when(field("age") < 40, "grown").otherwise("?");
        CHECK(things.find(stage == "grown").one()["name"] == "b");
        CHECK(things.find(tenon::coalesce(field("age"), 99) > 50).one()["name"] == "c");
        CHECK(things.find(tenon::coalesce(field("rate"), field("age"), 7) == 7).one()["name"] == "c");
        CHECK(things.find(tenon::cast(types::text, field("age")) == "30").one()["name"] == "b");
        CHECK(things.find().order_by_descending(tenon::coalesce(field("age"), 20)).first()->operator[]("name") == "b");
        CHECK_THROWS_AS((void)things.find(tenon::coalesce(field("age"), "x") == 1).count(), tenon::QueryError);
        CHECK_THROWS_AS((void)things.find(tenon::cast(types::int64, field("rate")) == 1).count(), tenon::QueryError);
        CHECK_THROWS_AS((void)things.find(tenon::cast(types::int64, field("name")) == 1).count(), tenon::QueryError);
    });
}
